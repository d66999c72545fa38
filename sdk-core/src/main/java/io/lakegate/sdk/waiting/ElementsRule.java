package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges an array by the states of all its elements.
 *
 * @param rule the states and where they stand
 * @param strict whether a state that nobody knows keeps the wait going; otherwise it is an end, as
 *     in Databricks' SDKs
 * @param young whether an array without elements may have yet to be filled, right after a trigger
 */
record ElementsRule(Judgement.Elements rule, boolean strict, boolean young) {

  Verdict judge(int status, byte[] body) {
    List<String> paths = new ArrayList<>(List.of(rule.statePath()));
    rule.messagePath().ifPresent(paths::add);
    rule.ignored().ifPresent(paths::add);
    Optional<List<JsonMembers>> read = JsonMembers.elements(body, rule.itemsPath(), paths);
    return read.isEmpty()
        ? new Unclear(status)
        : judge(read.get().stream().filter(this::counts).toList());
  }

  /** A state that nobody knows is told, so that a wait which it keeps going says why. */
  private Verdict judge(List<JsonMembers> counted) {
    Optional<JsonMembers> unknown = counted.stream().filter(this::isUnknown).findFirst();
    if ((counted.isEmpty() && young) || counted.stream().anyMatch(this::pends)) {
      return pending(unknown.map(this::state).orElse(OperationRule.PENDING));
    }
    return counted.stream()
        .filter(item -> rule.failure().contains(state(item)))
        .findFirst()
        .<Verdict>map(this::failed)
        .orElseGet(
            () ->
                unknown
                    .<Verdict>map(item -> pending(state(item)))
                    .orElseGet(() -> new Succeeded(OperationRule.DONE)));
  }

  private static Pending pending(String state) {
    return new Pending(state, Expectation.none());
  }

  private boolean counts(JsonMembers item) {
    return !rule.ignored().flatMap(item::text).equals(Optional.of("true"));
  }

  private boolean pends(JsonMembers item) {
    return state(item).isEmpty() || rule.pending().contains(state(item));
  }

  private boolean isUnknown(JsonMembers item) {
    String state = state(item);
    return strict
        && !rule.success().isEmpty()
        && !state.isEmpty()
        && !rule.success().contains(state)
        && !rule.failure().contains(state)
        && !rule.pending().contains(state);
  }

  private String state(JsonMembers item) {
    return item.text(rule.statePath()).orElse("");
  }

  private Failed failed(JsonMembers item) {
    String message = rule.messagePath().flatMap(item::text).orElse("");
    return new Failed(state(item), message, Optional.empty());
  }
}
