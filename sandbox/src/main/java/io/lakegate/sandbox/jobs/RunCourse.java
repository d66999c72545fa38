package io.lakegate.sandbox.jobs;

import io.lakegate.sandbox.steering.Steer;
import java.time.Duration;
import java.util.List;

/**
 * How a run goes, known when it is triggered or repaired.
 *
 * @param outcome how it ends
 * @param times how long its states last
 * @param states the states that it passes through in place of the usual ones, each for the same
 *     time; none for the usual ones
 * @param steer what steers it besides
 */
record RunCourse(Outcome outcome, RunTimes times, List<String> states, Steer steer) {

  /** Copies the list. */
  RunCourse {
    states = List.copyOf(states);
  }

  /** Returns the course with a steer over it; its time is that of the whole run. */
  RunCourse steered(Steer how) {
    if (how.equals(Steer.USUAL)) {
      return this;
    }
    RunTimes lasting = how.duration() == null ? times : times.inAll(how.lasting(Duration.ZERO));
    List<String> passing =
        how.states().isEmpty() && how.passing(List.of()).isEmpty()
            ? states
            : how.passing(states.isEmpty() ? List.of("QUEUED", "PENDING", "RUNNING") : states);
    return new RunCourse(ending(how), lasting, passing, how);
  }

  private Outcome ending(Steer how) {
    return switch (how.state()) {
      case "" -> outcome;
      case "TERMINATED" -> Outcome.SUCCESS;
      default -> Outcome.of(how.state());
    };
  }
}
