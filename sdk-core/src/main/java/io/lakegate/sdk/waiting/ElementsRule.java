package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges an array by the states of all its elements. */
final class ElementsRule {

  private ElementsRule() {}

  /** Right after a trigger an array without elements has yet to be filled. */
  static Verdict judge(Judgement.Elements rule, int status, byte[] body, boolean young) {
    List<String> paths = new ArrayList<>(List.of(rule.statePath()));
    rule.messagePath().ifPresent(paths::add);
    rule.ignored().ifPresent(paths::add);
    Optional<List<JsonMembers>> read = JsonMembers.elements(body, rule.itemsPath(), paths);
    if (read.isEmpty()) {
      return new Unclear(status);
    }
    List<JsonMembers> counted = read.get().stream().filter(item -> counts(rule, item)).toList();
    if ((counted.isEmpty() && young) || counted.stream().anyMatch(item -> pends(rule, item))) {
      return new Pending(OperationRule.PENDING, Expectation.none());
    }
    return counted.stream()
        .filter(item -> rule.failure().contains(item.text(rule.statePath()).orElse("")))
        .findFirst()
        .<Verdict>map(item -> failed(rule, item))
        .orElseGet(() -> new Succeeded(OperationRule.DONE));
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
