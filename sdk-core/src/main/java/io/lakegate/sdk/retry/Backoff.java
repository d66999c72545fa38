package io.lakegate.sdk.retry;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The wait between two attempts.
 *
 * <p>Source: the Databricks SDKs for Python and Go wait min(10, attempt) seconds and add a jitter;
 * the origin's {@code Retry-After} is a floor below that, never a replacement.
 */
final class Backoff {

  private static final long LONGEST_SECONDS = 10;

  /** The Go SDK's jitter: 50 to 750 ms. */
  private static final long JITTER_FROM_MILLIS = 50;

  private static final long JITTER_TO_MILLIS = 750;

  private Backoff() {}

  /**
   * The wait.
   *
   * @param attempt the number of the attempt that has just ended, the first is 1
   */
  static Duration after(int attempt, Optional<Duration> retryAfter, RandomGenerator random) {
    Duration own = Duration.ofSeconds(Math.min(LONGEST_SECONDS, attempt));
    Duration base = retryAfter.filter(asked -> asked.compareTo(own) > 0).orElse(own);
    return base.plusMillis(random.nextLong(JITTER_FROM_MILLIS, JITTER_TO_MILLIS + 1));
  }
}
