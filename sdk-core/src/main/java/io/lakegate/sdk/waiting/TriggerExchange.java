package io.lakegate.sdk.waiting;

import static java.util.Objects.requireNonNull;

/**
 * What went over the wire when a wait was started.
 *
 * @param path the request's path as sent, without its query
 * @param requestBody the request's body, decoded, empty if there was none; not copied
 * @param before what the poll showed before the trigger was sent, empty where nobody looked; not
 *     copied
 * @param responseBody the body of the answer, decoded; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // bodies are bytes; exchanges are never compared
public record TriggerExchange(String path, byte[] requestBody, byte[] before, byte[] responseBody) {

  private static final byte[] NOTHING = {};

  /** Checks for missing parts. */
  public TriggerExchange {
    requireNonNull(path, "path");
    requireNonNull(requestBody, "requestBody");
    requireNonNull(before, "before");
    requireNonNull(responseBody, "responseBody");
  }

  /** A trigger that is yet to be sent. */
  public static TriggerExchange request(String path, byte[] body) {
    return new TriggerExchange(path, body, NOTHING, NOTHING);
  }

  /** This exchange with what was seen before it. */
  public TriggerExchange seenBefore(byte[] entity) {
    return new TriggerExchange(path, requestBody, entity, responseBody);
  }

  /** This exchange with its answer. */
  public TriggerExchange answered(byte[] body) {
    return new TriggerExchange(path, requestBody, before, body);
  }

  /** Never shows a body. */
  @Override
  public String toString() {
    return path;
  }
}
