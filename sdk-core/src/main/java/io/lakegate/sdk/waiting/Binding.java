package io.lakegate.sdk.waiting;

/**
 * Where a trigger's exchange holds one of the values that the poll needs.
 *
 * @param parameter the {@link PollTarget.Parameter#id id} of the poll parameter that it fills
 * @param from which part of the exchange holds it
 * @param name its name there; dotted where it is nested in a JSON body
 */
public record Binding(String parameter, From from, String name) {

  /** A part of a trigger's exchange. */
  public enum From {
    /** The JSON body of the answer. */
    RESPONSE,
    /** The path of the request, by the template's parameter. */
    REQUEST_PATH,
    /** The JSON body of the request. */
    REQUEST_BODY
  }
}
