package io.lakegate.sdk.limit;

/**
 * The right to make one attempt, already paid for. The holder ends it exactly once, by one of its
 * three methods; ending it again does nothing.
 *
 * <p>Threading: may be ended on any thread. Times are readings of the limiter's nanosecond clock.
 */
public sealed interface Permit permits OpenPermit, TrackedPermit {

  /** The origin answered, with whatever but throttling. */
  void success(long nowNanos);

  /** The attempt tells nothing about the origin's limit: not sent, no answer, client gone. */
  void ignore(long nowNanos);

  /** The origin throttled the attempt (429), so the limiter slows down. */
  void dropped(long nowNanos);
}
