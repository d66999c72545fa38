package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Judges an array by the states of all its elements.
 *
 * @param rule the states and where they stand
 * @param expectation which elements are meant; all of them, unless it names libraries
 * @param strict whether a state that nobody knows keeps the wait going; otherwise it is an end, as
 *     in Databricks' SDKs
 * @param young whether an array without elements may have yet to be filled, right after a trigger
 */
record ElementsRule(
    Judgement.Elements rule, Expectation expectation, boolean strict, boolean young) {

  Verdict judge(int status, byte[] body) {
    List<String> paths = new ArrayList<>(List.of(rule.statePath()));
    rule.messagePath().ifPresent(paths::add);
    rule.ignored().ifPresent(paths::add);
    Optional<List<JsonMembers>> read = JsonMembers.elements(body, rule.itemsPath(), paths);
    if (read.isEmpty()) {
      return new Unclear(status);
    }
    return expectation instanceof NamedLibraries named
        ? judge(read.get(), named, LibraryHashes.ofElements(body, rule.itemsPath()))
        : judge(counted(read.get()), young);
  }

  /**
   * Judges what the call named. What was to be installed and is not shown in time may be shown in
   * other words than those of the call; then all of the list is judged, as without a call.
   *
   * @param about what each of the elements is about
   */
  private Verdict judge(List<JsonMembers> elements, NamedLibraries named, List<String> about) {
    boolean install = named.kind() == NamedLibraries.Kind.INSTALL;
    if (install && !about.containsAll(named.hashes())) {
      return young ? pending(OperationRule.PENDING) : judge(counted(elements), false);
    }
    List<JsonMembers> own =
        IntStream.range(0, Math.min(elements.size(), about.size()))
            .filter(element -> named.hashes().contains(about.get(element)))
            .mapToObj(elements::get)
            .filter(this::counts)
            .toList();
    return judge(own, false);
  }

  private List<JsonMembers> counted(List<JsonMembers> elements) {
    return elements.stream().filter(this::counts).toList();
  }

  /** A state that nobody knows is told, so that a wait which it keeps going says why. */
  private Verdict judge(List<JsonMembers> counted, boolean filling) {
    Optional<JsonMembers> unknown = counted.stream().filter(this::isUnknown).findFirst();
    if ((counted.isEmpty() && filling) || counted.stream().anyMatch(this::pends)) {
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

  private Pending pending(String state) {
    return new Pending(state, expectation);
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
