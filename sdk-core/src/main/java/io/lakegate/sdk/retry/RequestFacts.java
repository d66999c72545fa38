package io.lakegate.sdk.retry;

/**
 * What matters of a request when it might be sent again.
 *
 * @param readsOnly GET or HEAD
 * @param safe whether sending it twice has the effect of sending it once
 * @param replayable whether all of its body is still at hand
 */
public record RequestFacts(boolean readsOnly, boolean safe, boolean replayable) {

  /**
   * The facts as far as the method tells them (RFC 9110 9.2.2: GET, HEAD, OPTIONS, PUT and DELETE
   * are idempotent).
   *
   * @param method the method token
   */
  public static RequestFacts ofMethod(String method, boolean replayable) {
    return switch (method) {
      case "GET", "HEAD" -> new RequestFacts(true, true, replayable);
      case "PUT", "DELETE", "OPTIONS" -> new RequestFacts(false, true, replayable);
      default -> new RequestFacts(false, false, replayable);
    };
  }
}
