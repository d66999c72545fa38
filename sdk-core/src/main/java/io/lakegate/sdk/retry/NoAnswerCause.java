package io.lakegate.sdk.retry;

/** How an attempt ended that was sent, wholly or in part, and got no answer. */
public enum NoAnswerCause {
  /** The connection was closed or reset before a complete response head. */
  RESET,
  /** Nothing arrived within the allowed silence ({@code http-timeout}). */
  SILENT,
  /** What came back is no HTTP answer: final, since another attempt would bring the same. */
  MALFORMED,
  /** The exchange's own deadline passed while the answer was awaited: final. */
  DEADLINE;

  /** Whether a further attempt is pointless. */
  public boolean isPermanent() {
    return this == MALFORMED || this == DEADLINE;
  }
}
