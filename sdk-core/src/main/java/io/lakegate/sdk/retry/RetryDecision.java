package io.lakegate.sdk.retry;

import java.time.Duration;

/** What becomes of an exchange after an attempt. */
public sealed interface RetryDecision {

  /**
   * Another attempt is made.
   *
   * @param delay the wait before it
   * @param reason why, a constant label
   */
  record Resend(Duration delay, String reason) implements RetryDecision {}

  /**
   * No further attempt is made.
   *
   * @param verdict what the client is told
   */
  record GiveUp(Verdict verdict) implements RetryDecision {}

  /** What the client is told. */
  enum Verdict {
    /** The origin's own answer. */
    RELAY,
    /** Nothing was sent. */
    UNREACHABLE,
    /** A request that is safe to repeat kept failing. */
    RESET,
    /** A request that is safe to repeat got no answer in time. */
    TIMEOUT,
    /** A request that is not safe to repeat was sent and got no answer. */
    OUTCOME_UNKNOWN
  }
}
