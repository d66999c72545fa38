package io.lakegate.sdk.retry;

/** How much is known about the harm of sending one request twice. */
public enum RetrySafety {
  /**
   * A second copy changes nothing: GET, HEAD, PUT, DELETE, OPTIONS, POSTs that only read, POSTs
   * with an idempotency token.
   */
  YES,
  /**
   * A POST or PATCH that may act twice; resent only when it was not sent, or when the origin's
   * answer says that it did not act on it.
   */
  MAYBE,
  /** Resent only on throttling or when it was provably not sent. */
  NO
}
