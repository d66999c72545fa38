package io.lakegate.sdk.waiting;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.List;
import java.util.Optional;

/** Judges a long-running operation, which says itself whether it is done. */
final class OperationRule {

  /** What is said of an operation that is over. */
  static final String DONE = "DONE";

  /** What is said of an operation that is not. */
  static final String PENDING = "PENDING";

  private static final String FAILED = "FAILED";

  private OperationRule() {}

  /** An operation that is done without error and response was a deletion, and went well. */
  static Verdict judge(int status, byte[] body) {
    List<String> paths = List.of("done", "error", "error.error_code", "error.message");
    return JsonMembers.read(body, paths)
        .map(OperationRule::judge)
        .orElseGet(() -> new Unclear(status));
  }

  private static Verdict judge(JsonMembers operation) {
    if (!operation.text("done").equals(Optional.of("true"))) {
      return new Pending(PENDING, Expectation.none());
    }
    if (!operation.has("error")) {
      return new Succeeded(DONE);
    }
    String message = operation.text("error.message").orElse("");
    return new Failed(FAILED, message, operation.text("error.error_code"));
  }
}
