package io.lakegate.sdk.limit;

import java.time.Duration;

/**
 * How a limiter follows an origin that throttles.
 *
 * @param decrease what the rate is multiplied by, above 0 and under 1
 * @param window throttled attempts within this time after a decrease count as one with it
 * @param climb how long the rate takes back to where it was throttled, and as long again from there
 *     to the configured rate; both climbs are linear
 */
public record AimdConfig(double decrease, Duration window, Duration climb) {

  /**
   * Down to 60 %, once in 3 s, back within twice 28 s: an origin that allows two thirds of the
   * configured rate throttles once in more than 20 s, and a lifted limit is used within a minute.
   */
  public static final AimdConfig DEFAULT =
      new AimdConfig(0.6, Duration.ofSeconds(3), Duration.ofSeconds(28));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public AimdConfig {
    if (!(decrease > 0 && decrease < 1)) {
      throw new IllegalArgumentException(
          "decrease: " + decrease + ", expected above 0 and under 1");
    }
    if (window.isNegative()) {
      throw new IllegalArgumentException("window: " + window + ", expected zero or more");
    }
    if (!climb.isPositive()) {
      throw new IllegalArgumentException("climb: " + climb + ", expected more than zero");
    }
  }
}
