package io.lakegate.sandbox.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way of a run through its states: the first, or that of a repair.
 *
 * @param repairId the id of the repair, 0 for the first
 * @param course how it goes
 * @param begun when it began
 * @param cancelled when someone cancelled it, absent when nobody has
 */
record Attempt(long repairId, RunCourse course, Instant begun, @Nullable Instant cancelled) {

  /** Returns a copy that begins to stop. */
  Attempt cancelledAt(Instant now) {
    return new Attempt(repairId, course, begun, now);
  }

  Progress progress(Instant now) {
    Instant stop = cancelled;
    if (stop == null) {
      return natural(now);
    }
    Progress before = natural(stop);
    Instant end = stop.plus(course.times().stopping());
    boolean over = !now.isBefore(end);
    return new Progress(
        over ? "TERMINATED" : "TERMINATING",
        before.queued(),
        before.setup(),
        before.execution(),
        over ? new Progress.Over(Outcome.CANCELED, end) : new Progress.Ahead());
  }

  private Progress natural(Instant now) {
    Outcome outcome = course.outcome();
    RunTimes times = course.times();
    Duration pending = outcome == Outcome.SKIPPED ? Duration.ZERO : times.pending();
    Duration running = outcome.lifeCycle().equals("TERMINATED") ? times.running() : Duration.ZERO;
    Instant dequeued = begun.plus(times.queued());
    Instant started = dequeued.plus(pending);
    Instant end = started.plus(running);
    boolean ahead = course.steer().endless() || now.isBefore(end);
    return new Progress(
        ahead ? passing(now, dequeued, started, end) : outcome.lifeCycle(),
        spent(begun, dequeued, now),
        spent(dequeued, started, now),
        spent(started, end, now),
        ahead ? new Progress.Ahead() : new Progress.Over(outcome, end));
  }

  private String passing(Instant now, Instant dequeued, Instant started, Instant end) {
    List<String> states = course.states();
    if (!states.isEmpty()) {
      long each = Math.max(1, Duration.between(begun, end).toNanos() / states.size());
      long spent = Math.max(0, Duration.between(begun, now).toNanos());
      return states.get((int) Math.min(states.size() - 1L, spent / each));
    }
    if (now.isBefore(dequeued)) {
      return "QUEUED";
    }
    return now.isBefore(started) ? "PENDING" : "RUNNING";
  }

  private static Duration spent(Instant from, Instant to, Instant now) {
    Instant until = now.isBefore(to) ? now : to;
    return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
  }
}
