package io.lakegate.sdk.retry;

/** How an attempt ended that was sent, wholly or in part, and got no answer. */
public enum NoAnswerCause {
  /** The connection was closed or reset before a complete response head. */
  RESET,
  /** Nothing arrived within the allowed silence ({@code http-timeout}). */
  SILENT,
  /** The exchange's own deadline passed while the answer was awaited. */
  DEADLINE
}
