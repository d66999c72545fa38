package io.lakegate.sandbox.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a run is at a moment.
 *
 * @param lifeCycle its life cycle state
 * @param queued the time spent in the queue so far
 * @param setup the time spent PENDING so far
 * @param execution the time spent RUNNING so far
 * @param ending how it ended
 */
record Progress(
    String lifeCycle, Duration queued, Duration setup, Duration execution, Ending ending) {

  boolean over() {
    return ending instanceof Over;
  }

  Optional<Outcome> outcome() {
    return switch (ending) {
      case Over over -> Optional.of(over.outcome());
      case Ahead ahead -> Optional.empty();
    };
  }

  /** Returns the same progress with another end; nothing else changes in one that is ahead. */
  Progress endingAs(Outcome outcome) {
    return switch (ending) {
      case Ahead ahead -> this;
      case Over over ->
          new Progress(
              outcome.lifeCycle(), queued, setup, execution, new Over(outcome, over.time()));
    };
  }

  /** Whether and how a run has ended. */
  sealed interface Ending {}

  /** It has not ended yet. */
  record Ahead() implements Ending {}

  /** It has ended. */
  record Over(Outcome outcome, Instant time) implements Ending {}
}
