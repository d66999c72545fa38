package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.List;
import java.util.Optional;

/** Judges what is being deleted, as long as it is there. */
final class GoneRule {

  /** What is said of what is not there any more. */
  static final String GONE = "GONE";

  private GoneRule() {}

  static Verdict judge(Judgement.Gone rule, int status, byte[] body) {
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
}
