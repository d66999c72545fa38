package io.lakegate.sdk.retry;

/**
 * What happened to an exchange up to the end of its latest attempt. All spans are nanoseconds.
 *
 * @param attempts how many attempts were made, the latest included; at least 1
 * @param elapsedNanos time since the first attempt began
 * @param waitedNanos the part of the exchange's time spent queueing and backing off
 * @param remainingNanos time until the exchange's own deadline, {@link #NO_DEADLINE} without one
 * @param unanswered whether an earlier attempt was sent and got no answer
 */
public record AttemptHistory(
    int attempts, long elapsedNanos, long waitedNanos, long remainingNanos, boolean unanswered) {

  /** The remaining time of an exchange that has no deadline of its own. */
  public static final long NO_DEADLINE = Long.MAX_VALUE;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if {@code attempts} is under 1 or a span is negative (the
   *     remaining time may be, once the deadline passed)
   */
  public AttemptHistory {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: " + attempts + ", expected at least 1");
    }
    if (elapsedNanos < 0 || waitedNanos < 0) {
      throw new IllegalArgumentException(
          "elapsedNanos: %d, waitedNanos: %d, expected no negative span"
              .formatted(elapsedNanos, waitedNanos));
    }
  }

  /** A history without queueing, deadline or unanswered attempt. */
  public static AttemptHistory of(int attempts, long elapsedNanos) {
    return new AttemptHistory(attempts, elapsedNanos, 0, NO_DEADLINE, false);
  }

  /** The same history with this much time spent queueing and backing off. */
  public AttemptHistory withWaitedNanos(long value) {
    return new AttemptHistory(attempts, elapsedNanos, value, remainingNanos, unanswered);
  }

  /** The same history with this much time left until the deadline. */
  public AttemptHistory withRemainingNanos(long value) {
    return new AttemptHistory(attempts, elapsedNanos, waitedNanos, value, unanswered);
  }

  /** The same history with or without an earlier attempt that was sent and got no answer. */
  public AttemptHistory withUnanswered(boolean value) {
    return new AttemptHistory(attempts, elapsedNanos, waitedNanos, remainingNanos, value);
  }
}
