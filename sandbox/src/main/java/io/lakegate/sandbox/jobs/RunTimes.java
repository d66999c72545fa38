package io.lakegate.sandbox.jobs;

import java.time.Duration;

/**
 * How long a run's passing states last.
 *
 * @param queued how long it is QUEUED
 * @param pending how long it is PENDING
 * @param running how long it is RUNNING, unless its parameters say otherwise
 * @param stopping how long it is TERMINATING once it is cancelled
 */
public record RunTimes(Duration queued, Duration pending, Duration running, Duration stopping) {

  /** Returns a copy that is RUNNING for another time. */
  RunTimes withRunning(Duration time) {
    return new RunTimes(queued, pending, time, stopping);
  }

  /** Returns a copy in which everything up to the end takes a time, in equal parts. */
  RunTimes inAll(Duration time) {
    Duration part = time.dividedBy(3);
    return new RunTimes(part, part, time.minus(part).minus(part), stopping);
  }
}
