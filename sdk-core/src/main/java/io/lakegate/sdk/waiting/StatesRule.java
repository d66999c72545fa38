package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Judgement.States;
import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import io.lakegate.sdk.waiting.Verdict.Untold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an entity by its state, and by what is expected beyond it.
 *
 * @param rule the states and where they stand
 * @param expectation what is expected
 * @param strict whether a result refines success
 */
record StatesRule(States rule, Expectation expectation, boolean strict) {

  /** The results of a job run that count as success. */
  private static final Set<String> PASSING = Set.of("SUCCESS", "SUCCESS_WITH_FAILURES");

  /** The end of a job run that never has a result, because the run was not made. */
  private static final String SKIPPED = "SKIPPED";

  /** The state of a cluster that runs, and goes on running, while it changes its size. */
  private static final String RESIZING = "RESIZING";

  /** Where newer runs say how they ended, in the same words for what passes. */
  private static final String END_CODE = "status.termination_details.code";

  private static final String END_MESSAGE = "status.termination_details.message";

  private static final String REPAIRS = "repair_history";
  private static final String REPAIR_ID = "id";

  Verdict judge(int status, byte[] body) {
    Optional<JsonMembers> entity = JsonMembers.read(body, paths());
    if (entity.isEmpty()) {
      return new Unclear(status);
    }
    return switch (expectation) {
      case NothingMore _, NamedLibraries _ -> plain(entity.get());
      case AnyEnd _ -> anyEnd(entity.get());
      case Repaired(String id) -> repaired(entity.get(), id, body);
      case Restarted(Optional<String> before) -> restarted(entity.get(), before);
      case Settling settling -> settling(entity.get(), settling.kind());
    };
  }

  private List<String> paths() {
    List<String> paths = new ArrayList<>();
    paths.add(rule.statePath());
    rule.messagePath().ifPresent(paths::add);
    if (rule.resultPath().isPresent()) {
      paths.addAll(List.of(rule.resultPath().get(), END_CODE, END_MESSAGE));
    }
    paths.addAll(rule.elsewhere().keySet());
    if (expectation instanceof Restarted) {
      paths.add(Restarted.STARTED);
    }
    return paths;
  }

  private Verdict plain(JsonMembers entity) {
    String state = state(entity);
    if (rule.failure().contains(state) || rule.dead().contains(state)) {
      return failed(state, entity);
    }
    for (Map.Entry<String, Set<String>> other : rule.elsewhere().entrySet()) {
      String shown = entity.text(other.getKey()).orElse("");
      if (other.getValue().contains(shown)) {
        return failed(shown, entity);
      }
    }
    boolean reached = state.isEmpty() ? rule.absentIsSuccess() : rule.success().contains(state);
    if (!reached) {
      return new Pending(state, expectation);
    }
    return strict && rule.resultPath().isPresent() ? refined(entity) : new Succeeded(state);
  }

  /**
   * The platform guarantees a result to every run that TERMINATED with a task in it. Where it is
   * not there, nor the code that goes with it, nobody can call the run a success or a failure.
   */
  private Verdict refined(JsonMembers entity) {
    String state = state(entity);
    String result =
        rule.resultPath()
            .flatMap(entity::text)
            .filter(text -> !text.isEmpty())
            .or(() -> entity.text(END_CODE))
            .orElse("");
    if (state.equals(SKIPPED)) {
      return failed(state, entity);
    }
    if (PASSING.contains(result)) {
      return new Succeeded(result);
    }
    return result.isEmpty() ? new Untold(state) : failed(result, entity);
  }

  private Verdict anyEnd(JsonMembers entity) {
    String state = state(entity);
    boolean over =
        rule.success().contains(state)
            || rule.failure().contains(state)
            || rule.dead().contains(state);
    return over ? new Succeeded(state) : new Pending(state, expectation);
  }

  /**
   * A run shows the end of its earlier attempt until the repair is reflected. Its history holds one
   * entry for each repair, with the same members as the run.
   */
  private Verdict repaired(JsonMembers run, String id, byte[] body) {
    List<String> paths = paths();
    paths.add(REPAIR_ID);
    return JsonMembers.elements(body, REPAIRS, paths).orElse(List.of()).stream()
        .filter(repair -> repair.text(REPAIR_ID).equals(Optional.of(id)))
        .findFirst()
        .map(repair -> plain(repair.has(rule.statePath()) ? repair : run))
        .orElseGet(() -> new Pending(state(run), expectation));
  }

  private Verdict restarted(JsonMembers cluster, Optional<String> before) {
    String state = state(cluster);
    if (rule.success().contains(state)) {
      String now = cluster.text(Restarted.STARTED).orElse("");
      return before.isPresent() && !before.get().equals(now)
          ? new Succeeded(state)
          : new Pending(state, expectation);
    }
    boolean unchanged = state.isEmpty() || state.equals(RESIZING);
    Verdict verdict = plain(cluster);
    return verdict instanceof Pending && !unchanged
        ? new Pending(state, Expectation.none())
        : verdict;
  }

  /** Another state than the end that was there before shows that what follows is the outcome. */
  private Verdict settling(JsonMembers entity, Settling.Kind kind) {
    String state = state(entity);
    boolean old =
        switch (kind) {
          case START -> rule.failure().contains(state);
          case CHANGE -> rule.success().contains(state);
        };
    if (old || state.isEmpty()) {
      return new Pending(state, expectation);
    }
    Verdict verdict = plain(entity);
    return verdict instanceof Pending ? new Pending(state, Expectation.none()) : verdict;
  }

  private String state(JsonMembers entity) {
    return entity.text(rule.statePath()).orElse("");
  }

  private Failed failed(String state, JsonMembers entity) {
    String message =
        rule.messagePath()
            .flatMap(entity::text)
            .filter(text -> !text.isEmpty())
            .or(() -> entity.text(END_MESSAGE))
            .orElse("");
    return new Failed(state, message, Optional.empty());
  }
}
