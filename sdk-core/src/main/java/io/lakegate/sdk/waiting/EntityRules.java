package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges entities that are not judged by a state alone. */
final class EntityRules {

  /** What an operation is called that is over. */
  static final String DONE = "DONE";

  private static final String PENDING = "PENDING";
  private static final String FAILED = "FAILED";

  private EntityRules() {}

  /** An operation that is done without error and response was a deletion, and went well. */
  static Verdict operation(int status, byte[] body) {
    List<String> paths = List.of("done", "error", "error.error_code", "error.message");
    return JsonMembers.read(body, paths)
        .map(EntityRules::operation)
        .orElseGet(() -> new Unclear(status));
  }

  private static Verdict operation(JsonMembers operation) {
    if (!operation.text("done").equals(Optional.of("true"))) {
      return new Pending(PENDING, Expectation.none());
    }
    if (!operation.has("error")) {
      return new Succeeded(DONE);
    }
    String message = operation.text("error.message").orElse("");
    return new Failed(FAILED, message, operation.text("error.error_code"));
  }

  /** An entity that is still there. */
  static Verdict gone(Judgement.Gone rule, int status, byte[] body) {
    Optional<JsonMembers> entity =
        JsonMembers.read(body, rule.statePath().map(List::of).orElse(List.of()));
    if (entity.isEmpty()) {
      return new Unclear(status);
    }
    String state = rule.statePath().flatMap(entity.get()::text).orElse("");
    if (rule.failure().contains(state)) {
      return new Failed(state, "", Optional.empty());
    }
    return rule.gone().contains(state)
        ? new Succeeded(state)
        : new Pending(state, Expectation.none());
  }

  /** Right after a trigger an array without elements has yet to be filled. */
  static Verdict elements(Judgement.Elements rule, int status, byte[] body, boolean young) {
    List<String> paths = new ArrayList<>(List.of(rule.statePath()));
    rule.messagePath().ifPresent(paths::add);
    rule.ignored().ifPresent(paths::add);
    Optional<List<JsonMembers>> read = JsonMembers.elements(body, rule.itemsPath(), paths);
    if (read.isEmpty()) {
      return new Unclear(status);
    }
    List<JsonMembers> counted = read.get().stream().filter(item -> counts(rule, item)).toList();
    if ((counted.isEmpty() && young) || counted.stream().anyMatch(item -> pends(rule, item))) {
      return new Pending(PENDING, Expectation.none());
    }
    return counted.stream()
        .filter(item -> rule.failure().contains(item.text(rule.statePath()).orElse("")))
        .findFirst()
        .<Verdict>map(item -> failed(rule, item))
        .orElseGet(() -> new Succeeded(DONE));
  }

  private static boolean counts(Judgement.Elements rule, JsonMembers item) {
    return !rule.ignored().flatMap(item::text).equals(Optional.of("true"));
  }

  private static boolean pends(Judgement.Elements rule, JsonMembers item) {
    return item.text(rule.statePath()).map(rule.pending()::contains).orElse(true);
  }

  private static Failed failed(Judgement.Elements rule, JsonMembers item) {
    String message = rule.messagePath().flatMap(item::text).orElse("");
    return new Failed(item.text(rule.statePath()).orElse(""), message, Optional.empty());
  }
}
