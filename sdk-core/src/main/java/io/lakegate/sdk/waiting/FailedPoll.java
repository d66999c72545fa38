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

  /** Codes that pass, whatever their status. */
  private static final Set<String> PASSING = Set.of("RESOURCE_EXHAUSTED", "ABORTED");

  /** Codes under 404 that speak of the API, not of the entity. */
  private static final Set<String> NO_API = Set.of("ENDPOINT_NOT_FOUND", "FEATURE_DISABLED");

  private FailedPoll() {}

  static Verdict judge(Judgement judgement, int status, byte[] body, boolean young) {
    return judge(judgement, OriginErrors.read(status, "", body), status, body, young);
  }

  /** Judges a poll that was answered with an error under a status of success. */
  static Verdict held(
      Judgement judgement, OriginError error, int status, byte[] body, boolean young) {
    int usual = HeldErrors.status(error.errorCode());
    return switch (judge(judgement, error, usual, body, young)) {
      case Unclear _ -> new Unclear(status);
      case PollRefused _ -> new PollRefused(status, error.errorCode(), error.message());
      case Verdict other -> other;
    };
  }

  private static Verdict judge(
      Judgement judgement, OriginError error, int status, byte[] body, boolean young) {
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
              || PASSING.contains(error.errorCode())
              || TransientTexts.scan(body) != ErrorHint.NONE;
    };
  }
}
