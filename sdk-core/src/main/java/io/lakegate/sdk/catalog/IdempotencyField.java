package io.lakegate.sdk.catalog;

/**
 * The request's field by which the origin knows a request that came before.
 *
 * @param name its name
 * @param place where it is sent
 * @param documented whether its documentation says so; else only its name does
 */
public record IdempotencyField(String name, Place place, boolean documented) {

  /** Where the field is sent. */
  public enum Place {
    /** In the JSON object of the body. */
    BODY,
    /** In the query. */
    QUERY
  }
}
