package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.ErrorText;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.error.TransientTexts;
import io.lakegate.sdk.retry.AttemptOutcome;
import io.lakegate.sdk.retry.AttemptOutcome.Answered;
import io.lakegate.sdk.retry.AttemptOutcome.NoAnswer;
import io.lakegate.sdk.retry.AttemptOutcome.Unsent;
import io.lakegate.sdk.retry.GiveUpReason;
import io.lakegate.sdk.retry.NoAnswerCause;
import io.lakegate.sdk.retry.RetryAfter;
import io.lakegate.sdk.retry.RetryPolicy;
import io.lakegate.sdk.retry.UnsentCause;
import java.time.Instant;

/** Says in the words of the retry rules how an attempt ended, and in ours what follows from it. */
final class Outcomes {

  private Outcomes() {}

  /** How an attempt ended that was answered. */
  static AttemptOutcome of(OriginResponse answer, Instant now) {
    String retryAfter = answer.headers().get("retry-after");
    return new Answered(
        answer.status(),
        retryAfter == null ? RetryAfter.NONE : RetryAfter.parse(retryAfter, now),
        RetryPolicy.wantsHint(answer.status())
            ? TransientTexts.scan(ErrorText.of(answer))
            : ErrorHint.NONE);
  }

  /** How an attempt ended that was not. */
  static AttemptOutcome of(AttemptFailedException failure) {
    return switch (failure.kind()) {
      case UNKNOWN_HOST -> new Unsent(UnsentCause.UNKNOWN_HOST);
      case TLS_TRUST -> new Unsent(UnsentCause.TLS_TRUST);
      case TLS_HANDSHAKE -> new Unsent(UnsentCause.TLS_HANDSHAKE);
      case NOT_CONNECTED -> new Unsent(UnsentCause.REFUSED);
      case EXPIRED_UNSENT -> new Unsent(UnsentCause.DEADLINE);
      case EXPIRED -> new NoAnswer(NoAnswerCause.DEADLINE);
      case SILENT -> new NoAnswer(NoAnswerCause.SILENT);
      case PROTOCOL -> new NoAnswer(NoAnswerCause.MALFORMED);
      case RESET, CLIENT_SILENT, CLIENT_MALFORMED, CLIENT_GONE -> new NoAnswer(NoAnswerCause.RESET);
    };
  }

  /** What the client is told when no further attempt follows this one. */
  static RuntimeException failure(GiveUpReason reason, AttemptFailedException last) {
    return switch (reason) {
      case OUTCOME_UNKNOWN -> unknown(last.reason());
      case ORIGIN_RESET ->
          last.kind().sent()
              ? last
              : new GatewayException(
                  ProblemCode.ORIGIN_RESET,
                  "The origin closed the connection without an answer, and could not be reached"
                      + " again. ("
                      + last.reason()
                      + ")");
      case ORIGIN_UNREACHABLE, ORIGIN_PROTOCOL_ERROR, ORIGIN_TIMEOUT, DEADLINE_EXCEEDED -> last;
      case RELAY, RESET_CLIENT ->
          throw new IllegalStateException("an attempt without an answer cannot end in " + reason);
    };
  }

  /** The problem of a request that may have taken effect. */
  static GatewayException unknown(String what) {
    return new GatewayException(
        ProblemCode.OUTCOME_UNKNOWN,
        "The request was sent and its outcome is not known ("
            + what
            + "). It may have taken effect, so it was not sent again. Look at the workspace before"
            + " you repeat it.");
  }
}
