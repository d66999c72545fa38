package io.lakegate.sandbox.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A run. How far it is follows from when it was triggered, repaired or cancelled, and the time. */
final class Run {
  private final long id;
  private final RunPlan plan;
  private final List<Attempt> attempts = new ArrayList<>();

  Run(long id, RunPlan plan, Instant created) {
    this.id = id;
    this.plan = plan;
    attempts.add(new Attempt(0, plan.course(), created, null));
  }

  long id() {
    return id;
  }

  RunPlan plan() {
    return plan;
  }

  Instant created() {
    return attempts.getFirst().begun();
  }

  /** Returns the first attempt, and one a repair. */
  List<Attempt> attempts() {
    return Collections.unmodifiableList(attempts);
  }

  /** Returns the attempt that is, or was, the last. */
  Attempt latest() {
    return attempts.getLast();
  }

  /** Returns the id of the run of one of its tasks; the ids after a run's own are its tasks'. */
  long taskRunId(int task) {
    return id + 1 + task;
  }

  /** Begins to stop; a run that is over or stops already stays as it is. */
  void cancel(Instant now) {
    if (latest().cancelled() == null && !progress(now).over()) {
      attempts.set(attempts.size() - 1, latest().cancelledAt(now));
    }
  }

  /** Begins anew. */
  void repair(long repairId, RunCourse course, Instant now) {
    attempts.add(new Attempt(repairId, course, now, null));
  }

  Progress progress(Instant now) {
    return latest().progress(now);
  }
}
