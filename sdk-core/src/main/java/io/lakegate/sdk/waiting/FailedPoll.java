package io.lakegate.sdk.waiting;

import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.error.OriginErrors;
import io.lakegate.sdk.error.TransientTexts;
import io.lakegate.sdk.waiting.Verdict.PollRefused;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.util.Set;

/** Judges a poll whose answer is no entity. */
final class FailedPoll {

  private static final Set<String> ABSENT = Set.of("RESOURCE_DOES_NOT_EXIST", "NOT_FOUND");

  /** Codes under 404 that speak of the API, not of the entity. */
  private static final Set<String> NO_API = Set.of("ENDPOINT_NOT_FOUND", "FEATURE_DISABLED");

  private FailedPoll() {}

  static Verdict judge(Judgement judgement, int status, byte[] body, boolean young) {
    OriginError error = OriginErrors.read(status, "", body);
    if (judgement instanceof Judgement.Gone && isAbsent(status, error)) {
      return new Succeeded(GoneRule.GONE);
    }
    boolean mayAppear = young && (isAbsent(status, error) || isUnknownId(status, error));
    return mayAppear || passes(status, error, body)
        ? new Unclear(status)
        : new PollRefused(status, error.errorCode(), error.message());
  }

  private static boolean isAbsent(int status, OriginError error) {
    return switch (status) {
      case 404 -> !NO_API.contains(error.errorCode());
      case 400 -> ABSENT.contains(error.errorCode());
      default -> false;
    };
  }

  /** Clusters and runs that do not exist are answered as invalid parameters. */
  private static boolean isUnknownId(int status, OriginError error) {
    return status == 400
        && error.errorCode().equals("INVALID_PARAMETER_VALUE")
        && (error.message().contains("does not exist")
            || error.message().contains("doesn't exist"));
  }

  private static boolean passes(int status, OriginError error, byte[] body) {
    return switch (status) {
      case 401, 403, 404 -> false;
      case 408, 429 -> true;
      default ->
          status >= 500
              || error.errorCode().equals("RESOURCE_EXHAUSTED")
              || TransientTexts.scan(body) != ErrorHint.NONE;
    };
  }
}
