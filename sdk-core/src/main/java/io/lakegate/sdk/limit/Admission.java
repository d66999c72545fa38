package io.lakegate.sdk.limit;

import java.time.Duration;

/** What a request for a permit comes to. */
public sealed interface Admission {

  /** The permit is given. */
  record Granted() implements Admission {}

  /**
   * The request waits; its ticket is settled by {@link RateLimiter#drain}.
   *
   * @param ticket its place in the queue
   */
  record Queued(Ticket ticket) implements Admission {}

  /**
   * No permit can be given in time.
   *
   * @param retryAfter when asking again makes sense
   */
  record Rejected(Duration retryAfter) implements Admission {}
}
