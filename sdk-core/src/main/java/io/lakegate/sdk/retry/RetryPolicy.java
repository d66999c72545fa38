package io.lakegate.sdk.retry;

import io.lakegate.sdk.retry.RetryDecision.GiveUp;
import io.lakegate.sdk.retry.RetryDecision.Resend;
import io.lakegate.sdk.retry.RetryDecision.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Which attempts are made again.
 *
 * <ul>
 *   <li>What is provably unsent, and 429: any request whose body can be sent again.
 *   <li>503, and no answer after sending: safe requests.
 *   <li>502 and 504: GET and HEAD.
 * </ul>
 *
 * <p>Source: the intersection of what the Databricks SDKs retry and what RFC 9110 9.2.2 allows; the
 * SDKs also resend requests that are not safe, which has started jobs twice.
 *
 * @param retryTimeout all attempts and the waits between them
 */
public record RetryPolicy(Duration retryTimeout) {

  /**
   * Decides what becomes of an exchange.
   *
   * @param progress how far it is
   * @param random where jitter comes from
   */
  public RetryDecision decide(
      RequestFacts request, AttemptOutcome outcome, Progress progress, RandomGenerator random) {
    Optional<String> reason = request.replayable() ? reason(request, outcome) : Optional.empty();
    if (reason.isEmpty()) {
      return new GiveUp(verdict(request, outcome));
    }
    Duration delay = Backoff.after(progress.attempt(), asked(outcome), random);
    return progress.elapsed().plus(delay).compareTo(retryTimeout) > 0
        ? new GiveUp(verdict(request, outcome))
        : new Resend(delay, reason.get());
  }

  /**
   * How far an exchange is.
   *
   * @param attempt the number of the attempt that has just ended, the first is 1
   * @param elapsed the time since the first one began
   */
  public record Progress(int attempt, Duration elapsed) {}

  /** Why another attempt may be made; empty where none may. */
  private static Optional<String> reason(RequestFacts request, AttemptOutcome outcome) {
    return switch (outcome) {
      case AttemptOutcome.Unsent unsent ->
          unsent.permanent() ? Optional.empty() : Optional.of("unsent");
      case AttemptOutcome.NoAnswer noAnswer ->
          request.safe() ? Optional.of(noAnswer.silent() ? "silent" : "reset") : Optional.empty();
      case AttemptOutcome.Answered answered -> reason(request, answered.status());
    };
  }

  private static Optional<String> reason(RequestFacts request, int status) {
    boolean again =
        switch (status) {
          case 429 -> true;
          case 503 -> request.safe();
          case 502, 504 -> request.readsOnly();
          default -> false;
        };
    return again ? Optional.of("status-" + status) : Optional.empty();
  }

  private static Optional<Duration> asked(AttemptOutcome outcome) {
    return outcome instanceof AttemptOutcome.Answered answered
        ? answered.retryAfter()
        : Optional.empty();
  }

  private static Verdict verdict(RequestFacts request, AttemptOutcome outcome) {
    return switch (outcome) {
      case AttemptOutcome.Answered _ -> Verdict.RELAY;
      case AttemptOutcome.Unsent _ -> Verdict.UNREACHABLE;
      case AttemptOutcome.NoAnswer noAnswer -> {
        if (!request.safe()) {
          yield Verdict.OUTCOME_UNKNOWN;
        }
        yield noAnswer.silent() ? Verdict.TIMEOUT : Verdict.RESET;
      }
    };
  }
}
