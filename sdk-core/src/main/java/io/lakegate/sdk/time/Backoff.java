package io.lakegate.sdk.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The growing delay between attempts: {@code min(cap, step × attempt)}, at least what the origin
 * asked for, plus jitter.
 *
 * @param step the growth per attempt
 * @param cap the longest delay before jitter
 * @param jitterMin the least jitter
 * @param jitterMax the most jitter
 */
public record Backoff(Duration step, Duration cap, Duration jitterMin, Duration jitterMax) {

  /** Delays are kept under this, so that no sum overflows. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /** 1, 2, … 10 s plus 50 to 750 ms, as Databricks' Go SDK waits. */
  public static final Backoff DEFAULT =
      new Backoff(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMillis(50),
          Duration.ofMillis(750));

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a span is negative or over a year, or the least jitter is
   *     above the most
   */
  public Backoff {
    check("step", step);
    check("cap", cap);
    check("jitterMin", jitterMin);
    check("jitterMax", jitterMax);
    if (jitterMin.compareTo(jitterMax) > 0) {
      throw new IllegalArgumentException(
          "jitterMin: " + jitterMin + ", expected at most jitterMax " + jitterMax);
    }
  }

  private static void check(String name, Duration value) {
    if (value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + ": " + value + ", expected between zero and " + LONGEST);
    }
  }

  /**
   * The delay after an attempt.
   *
   * @param attempt the attempt that just ended, the first being 1
   * @param floor the least delay before jitter, as the origin asked for it
   * @param random the source of jitter
   */
  public Duration delay(int attempt, Duration floor, RandomGenerator random) {
    long grown = Math.min(cap.toNanos(), saturatedProduct(step.toNanos(), attempt));
    return Duration.ofNanos(Math.max(grown, floor.toNanos()) + jitterNanos(random));
  }

  private static long saturatedProduct(long nanos, int times) {
    return Math.multiplyHigh(nanos, times) == 0 && nanos * times >= 0
        ? nanos * times
        : Long.MAX_VALUE;
  }

  private long jitterNanos(RandomGenerator random) {
    long least = jitterMin.toNanos();
    long most = jitterMax.toNanos();
    return least == most ? least : random.nextLong(least, most + 1);
  }
}
