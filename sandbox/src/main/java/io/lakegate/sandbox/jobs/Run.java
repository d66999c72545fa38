package io.lakegate.sandbox.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A run. How far it is follows from when it was triggered or cancelled, and from the time. */
final class Run {
  private final long id;
  private final RunPlan plan;
  private final RunTimes times;
  private final Instant created;
  private @Nullable Instant cancelled;

  Run(long id, RunPlan plan, RunTimes times, Instant created) {
    this.id = id;
    this.plan = plan;
    this.times = times;
    this.created = created;
  }

  long id() {
    return id;
  }

  RunPlan plan() {
    return plan;
  }

  Instant created() {
    return created;
  }

  /** Returns the id of the run of one of its tasks; the ids after a run's own are its tasks'. */
  long taskRunId(int task) {
    return id + 1 + task;
  }

  /** Begins to stop; a run that is over or stops already stays as it is. */
  void cancel(Instant now) {
    if (cancelled == null && !progress(now).over()) {
      cancelled = now;
    }
  }

  Progress progress(Instant now) {
    Instant stop = cancelled;
    if (stop == null) {
      return natural(now);
    }
    Progress before = natural(stop);
    Instant end = stop.plus(times.stopping());
    return now.isBefore(end)
        ? new Progress(
            "TERMINATING",
            before.queued(),
            before.setup(),
            before.execution(),
            new Progress.Ahead())
        : new Progress(
            "TERMINATED",
            before.queued(),
            before.setup(),
            before.execution(),
            new Progress.Over(Outcome.CANCELED, end));
  }

  private Progress natural(Instant now) {
    Outcome outcome = plan.outcome();
    Duration pending = outcome == Outcome.SKIPPED ? Duration.ZERO : times.pending();
    Duration running = outcome.lifeCycle().equals("TERMINATED") ? plan.running() : Duration.ZERO;
    Instant dequeued = created.plus(times.queued());
    Instant begun = dequeued.plus(pending);
    Instant end = begun.plus(running);
    Progress.Ending ending =
        now.isBefore(end) ? new Progress.Ahead() : new Progress.Over(outcome, end);
    return new Progress(
        lifeCycle(now, dequeued, begun, end),
        spent(created, dequeued, now),
        spent(dequeued, begun, now),
        spent(begun, end, now),
        ending);
  }

  private String lifeCycle(Instant now, Instant dequeued, Instant begun, Instant end) {
    if (now.isBefore(dequeued)) {
      return "QUEUED";
    }
    if (now.isBefore(begun)) {
      return "PENDING";
    }
    return now.isBefore(end) ? "RUNNING" : plan.outcome().lifeCycle();
  }

  private static Duration spent(Instant from, Instant to, Instant now) {
    Instant until = now.isBefore(to) ? now : to;
    return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
  }
}
