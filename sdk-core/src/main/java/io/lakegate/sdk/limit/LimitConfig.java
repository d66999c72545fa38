package io.lakegate.sdk.limit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The numbers of one limiter.
 *
 * @param requestsPerSecond attempts per second, also the burst; 0 or infinite for no limit
 * @param queueSize how many attempts may wait
 * @param queueTimeout how long one may wait
 * @param aimd how it follows a throttling origin
 */
public record LimitConfig(
    double requestsPerSecond, int queueSize, Duration queueTimeout, AimdConfig aimd) {

  private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);

  /** 15 a second, as Databricks' Go SDK limits itself; 1,000 waiting for at most 30 s. */
  public static final LimitConfig DEFAULT =
      new LimitConfig(15, 1000, Duration.ofSeconds(30), AimdConfig.DEFAULT);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LimitConfig {
    if (!(requestsPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "requestsPerSecond: " + requestsPerSecond + ", expected 0 or more");
    }
    if (queueSize < 0) {
      throw new IllegalArgumentException("queueSize: " + queueSize + ", expected 0 or more");
    }
    if (queueTimeout.isNegative() || queueTimeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "queueTimeout: " + queueTimeout + ", expected zero to " + LONGEST_TIMEOUT);
    }
    requireNonNull(aimd, "aimd");
  }

  /** The same numbers with another rate. */
  public LimitConfig withRequestsPerSecond(double value) {
    return new LimitConfig(value, queueSize, queueTimeout, aimd);
  }
}
