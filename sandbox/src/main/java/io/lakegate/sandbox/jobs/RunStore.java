package io.lakegate.sandbox.jobs;

import io.lakegate.sandbox.http.ApiProblem;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The runs, newest first; the oldest are forgotten once there are too many for a small heap. */
final class RunStore {
  static final int MOST = 10_000;

  private static final long FIRST_ID = 640_271_905_331_000L;
  private static final long FIRST_REPAIR_ID = 731_904_227_518_000L;

  private final NavigableMap<Long, Run> byId = new TreeMap<>(Comparator.reverseOrder());
  private final Map<String, Long> byToken = new LinkedHashMap<>();
  private final Map<Long, String> tokens = new HashMap<>();
  private long nextId = FIRST_ID;
  private long nextRepairId = FIRST_REPAIR_ID;

  RunStore() {}

  Run trigger(RunPlan plan, Instant now) {
    Run run = new Run(nextId, plan, now);
    nextId += 1 + plan.tasks().size();
    return add(run);
  }

  /** Adds a run; one of the same id is no more. */
  Run add(Run run) {
    byId.put(run.id(), run);
    if (byId.size() > MOST) {
      Run oldest = byId.pollLastEntry().getValue();
      Optional.ofNullable(tokens.remove(oldest.id())).ifPresent(byToken::remove);
    }
    return run;
  }

  /** Returns the id of a new repair. */
  long repairId() {
    return nextRepairId++;
  }

  /** Returns the run that was triggered with that token, or triggers it; an empty token is none. */
  Run once(String token, Supplier<Run> trigger) {
    Optional<Run> known = Optional.ofNullable(byToken.get(token)).map(byId::get);
    if (known.isPresent()) {
      return known.get();
    }
    Run run = trigger.get();
    if (!token.isEmpty()) {
      byToken.put(token, run.id());
      tokens.put(run.id(), token);
    }
    return run;
  }

  NavigableMap<Long, Run> all() {
    return byId;
  }

  /** The platform answers 400, not 404, for a run that does not exist. */
  Run find(long id) {
    return Optional.ofNullable(byId.get(id)).orElseThrow(() -> unknown(id));
  }

  /** Returns the run of one task, or a run that has one task only. */
  TaskRun findTask(long id) {
    Map.Entry<Long, Run> nearest = byId.ceilingEntry(id);
    if (nearest == null) {
      throw unknown(id);
    }
    Run run = nearest.getValue();
    long task = id - run.id() - 1;
    int count = run.plan().tasks().size();
    if (task >= count) {
      throw unknown(id);
    }
    if (task < 0 && count > 1) {
      throw ApiProblem.invalidParameter(
          "Retrieving the output of runs with multiple tasks is not supported. Please retrieve the"
              + " output of each individual task run instead.");
    }
    return new TaskRun(run, Math.max(0, (int) task));
  }

  private static ApiProblem unknown(long id) {
    return ApiProblem.invalidParameter("Run " + id + " does not exist.");
  }

  /** One task of a run. */
  record TaskRun(Run run, int task) {}
}
