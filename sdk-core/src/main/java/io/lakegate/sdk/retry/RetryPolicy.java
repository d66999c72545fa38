package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.error.TransientTexts;
import io.lakegate.sdk.retry.AttemptOutcome.Answered;
import io.lakegate.sdk.retry.AttemptOutcome.NoAnswer;
import io.lakegate.sdk.retry.AttemptOutcome.Unsent;
import io.lakegate.sdk.retry.RetryDecision.GiveUp;
import io.lakegate.sdk.retry.RetryDecision.Resend;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The retry rules: after an attempt, send again or give up.
 *
 * <ul>
 *   <li>Throttled, or provably not sent: any request whose body can be replayed.
 *   <li>503 and known transient texts: safe requests; other POST and PATCH only when {@code
 *       Retry-After} or a worker-environment text says that they were not acted on.
 *   <li>502 and 504: GET and HEAD.
 *   <li>No answer after sending: safe requests.
 * </ul>
 *
 * <p>An unknown host, an untrusted certificate and an answer that is no HTTP are final. Nothing is
 * resent once a byte of a response went to the client, nor when its delay does not fit what is left
 * of the retry timeout, the exchange's deadline or, for a client that retries by itself, the time
 * to answer within.
 *
 * <p>Threading: immutable. The caller asks its {@link RetryBudget} before it acts on a {@link
 * Resend}, and takes {@link #giveUp} where the budget refuses.
 */
public final class RetryPolicy {

  private final RetryConfig config;

  /** A policy with these numbers. */
  public RetryPolicy(RetryConfig config) {
    this.config = requireNonNull(config, "config");
  }

  /**
   * Whether the body of an answer with this status can change the decision, so that its beginning
   * is to be read by {@link TransientTexts} first.
   */
  public static boolean wantsHint(int status) {
    return status >= AttemptOutcome.FIRST_ERROR_STATUS && status != 429;
  }

  /**
   * Decides what follows an attempt.
   *
   * @param facts the request
   * @param outcome how its latest attempt ended
   * @param history what happened to the exchange so far
   * @param random the source of jitter
   */
  public RetryDecision decide(
      RequestFacts facts, AttemptOutcome outcome, AttemptHistory history, RandomGenerator random) {
    Optional<RetryReason> reason = resendReason(facts, outcome);
    if (reason.isEmpty()) {
      return giveUp(facts, outcome, history);
    }
    Duration floor = outcome instanceof Answered a ? a.retryAfter().delay() : Duration.ZERO;
    Duration delay = config.backoff().delay(history.attempts(), floor, random);
    return fits(delay.toNanos(), facts, history)
        ? new Resend(delay, reason.get())
        : giveUp(facts, outcome, history);
  }

  /**
   * The answer for the client when no further attempt is made after this outcome, whatever the
   * rules would allow: the retry budget is used up, or the gateway is draining.
   */
  public GiveUp giveUp(RequestFacts facts, AttemptOutcome outcome, AttemptHistory history) {
    return new GiveUp(giveUpReason(facts, outcome, history));
  }

  private boolean fits(long delayNanos, RequestFacts facts, AttemptHistory history) {
    return delayNanos <= config.retryTimeout().toNanos() - history.elapsedNanos()
        && delayNanos < history.remainingNanos()
        && (!facts.clientRetries()
            || delayNanos <= config.answerWithin().toNanos() - history.waitedNanos());
  }

  private static Optional<RetryReason> resendReason(RequestFacts facts, AttemptOutcome outcome) {
    if (!facts.replayable() || facts.responseCommitted()) {
      return Optional.empty();
    }
    return switch (outcome) {
      case Answered answered -> answeredReason(facts, answered);
      case Unsent(UnsentCause cause) ->
          cause.isPermanent() ? Optional.empty() : Optional.of(RetryReason.UNSENT);
      case NoAnswer(NoAnswerCause cause) ->
          facts.safety() == RetrySafety.YES && !cause.isPermanent()
              ? Optional.of(RetryReason.NO_ANSWER)
              : Optional.empty();
    };
  }

  private static Optional<RetryReason> answeredReason(RequestFacts facts, Answered answer) {
    if (answer.isThrottled()) {
      return Optional.of(RetryReason.THROTTLED);
    }
    if (isPassing(answer) && mayRepeat(facts.safety(), answer)) {
      return Optional.of(
          answer.status() == 503 ? RetryReason.UNAVAILABLE : RetryReason.TRANSIENT_TEXT);
    }
    boolean reads = facts.method().equals("GET") || facts.method().equals("HEAD");
    return reads && (answer.status() == 502 || answer.status() == 504)
        ? Optional.of(RetryReason.BAD_GATEWAY)
        : Optional.empty();
  }

  private static boolean isPassing(Answered answer) {
    return answer.status() == 503
        || (answer.status() >= AttemptOutcome.FIRST_ERROR_STATUS
            && answer.hint() != ErrorHint.NONE);
  }

  private static boolean mayRepeat(RetrySafety safety, Answered answer) {
    return switch (safety) {
      case YES -> true;
      case MAYBE ->
          answer.retryAfter().present() || answer.hint() == ErrorHint.WORKER_ENVIRONMENT_TEXT;
      case NO -> false;
    };
  }

  private static GiveUpReason giveUpReason(
      RequestFacts facts, AttemptOutcome outcome, AttemptHistory history) {
    return switch (outcome) {
      case Answered answer ->
          hidesAnEffect(facts, answer, history) ? GiveUpReason.OUTCOME_UNKNOWN : GiveUpReason.RELAY;
      case Unsent(UnsentCause cause) -> unsentGiveUp(facts, cause, history.unanswered());
      case NoAnswer(NoAnswerCause cause) -> noAnswerGiveUp(facts, cause);
    };
  }

  /**
   * Whether relaying this answer would invite the client to run an operation again that an earlier,
   * unanswered attempt may have run already. An answer that the operation itself gave tells of the
   * earlier attempt too, since both carried one token; one that was given before it came to the
   * operation does not.
   */
  private static boolean hidesAnEffect(
      RequestFacts facts, Answered answer, AttemptHistory history) {
    return facts.tokenMinted()
        && history.unanswered()
        && !facts.responseCommitted()
        && (answer.isThrottled() || isBeforeTheOperation(answer.status()));
  }

  /** Not let in, timed out while being read, or failed: no word of what the operation did. */
  private static boolean isBeforeTheOperation(int status) {
    return status == 401 || status == 403 || status == 408 || status >= 500;
  }

  private static GiveUpReason unsentGiveUp(
      RequestFacts facts, UnsentCause cause, boolean earlierUnanswered) {
    if (facts.responseCommitted()) {
      return GiveUpReason.RESET_CLIENT;
    }
    if (earlierUnanswered && !clientMayResend(facts)) {
      return GiveUpReason.OUTCOME_UNKNOWN;
    }
    if (cause == UnsentCause.DEADLINE) {
      return GiveUpReason.DEADLINE_EXCEEDED;
    }
    return earlierUnanswered ? GiveUpReason.ORIGIN_RESET : GiveUpReason.ORIGIN_UNREACHABLE;
  }

  private static GiveUpReason noAnswerGiveUp(RequestFacts facts, NoAnswerCause cause) {
    if (facts.responseCommitted()) {
      return GiveUpReason.RESET_CLIENT;
    }
    if (!clientMayResend(facts)) {
      return GiveUpReason.OUTCOME_UNKNOWN;
    }
    return switch (cause) {
      case RESET -> GiveUpReason.ORIGIN_RESET;
      case SILENT -> GiveUpReason.ORIGIN_TIMEOUT;
      case MALFORMED -> GiveUpReason.ORIGIN_PROTOCOL_ERROR;
      case DEADLINE -> GiveUpReason.DEADLINE_EXCEEDED;
    };
  }

  private static boolean clientMayResend(RequestFacts facts) {
    return facts.safety() == RetrySafety.YES && !facts.tokenMinted();
  }
}
