package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What to do after an attempt. */
public sealed interface RetryDecision {

  /**
   * Make another attempt.
   *
   * @param delay how long to wait first
   * @param reason why
   */
  record Resend(Duration delay, RetryReason reason) implements RetryDecision {
    /** Checks for missing parts. */
    public Resend {
      requireNonNull(delay, "delay");
      requireNonNull(reason, "reason");
    }
  }

  /**
   * Make no further attempt.
   *
   * @param reason which answer the client gets
   */
  record GiveUp(GiveUpReason reason) implements RetryDecision {
    /** Checks for a missing reason. */
    public GiveUp {
      requireNonNull(reason, "reason");
    }
  }
}
