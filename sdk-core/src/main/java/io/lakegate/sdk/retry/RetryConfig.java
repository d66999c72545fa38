package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.time.Backoff;
import java.time.Duration;

/**
 * The numbers of the retry rules, for one profile.
 *
 * @param retryTimeout no attempt begins later than this after the first; zero means no retries
 * @param answerWithin the most that a client which retries by itself waits for queueing and backing
 *     off, so that it does not resend what is still held here
 * @param backoff the delay between attempts
 * @param budgetShare the part of the exchanges in flight that may be retrying, 0 to 1
 * @param budgetMinimum how many may always be retrying
 */
public record RetryConfig(
    Duration retryTimeout,
    Duration answerWithin,
    Backoff backoff,
    double budgetShare,
    int budgetMinimum) {

  /** Stands for a retry timeout that never ends. */
  public static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** 300 s, as Databricks' SDKs retry; 45 s; a fifth of the exchanges in flight, at least 3. */
  public static final RetryConfig DEFAULT =
      new RetryConfig(Duration.ofMinutes(5), Duration.ofSeconds(45), Backoff.DEFAULT, 0.2, 3);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a span is negative or over {@link #FOREVER}, the share not
   *     between 0 and 1 or the minimum negative
   */
  public RetryConfig {
    check("retryTimeout", retryTimeout);
    check("answerWithin", answerWithin);
    requireNonNull(backoff, "backoff");
    if (!(budgetShare >= 0 && budgetShare <= 1)) {
      throw new IllegalArgumentException("budgetShare: " + budgetShare + ", expected 0 to 1");
    }
    if (budgetMinimum < 0) {
      throw new IllegalArgumentException(
          "budgetMinimum: " + budgetMinimum + ", expected 0 or more");
    }
  }

  private static void check(String name, Duration value) {
    if (value.isNegative() || value.compareTo(FOREVER) > 0) {
      throw new IllegalArgumentException(name + ": " + value + ", expected zero to " + FOREVER);
    }
  }
}
