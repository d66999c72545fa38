package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Deadline;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RefusedCredentials;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.gateway.observe.RetryLog;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.error.DatabricksException;
import io.lakegate.sdk.retry.AttemptHistory;
import io.lakegate.sdk.retry.AttemptOutcome;
import io.lakegate.sdk.retry.AttemptOutcome.NoAnswer;
import io.lakegate.sdk.retry.AttemptOutcome.Unsent;
import io.lakegate.sdk.retry.GiveUpReason;
import io.lakegate.sdk.retry.RequestFacts;
import io.lakegate.sdk.retry.RetryDecision;
import io.lakegate.sdk.retry.RetryDecision.GiveUp;
import io.lakegate.sdk.retry.RetryDecision.Resend;
import io.lakegate.sdk.retry.RetryReason;
import io.lakegate.sdk.retry.RetrySafety;
import io.lakegate.sdk.retry.RetryingClients;
import io.lakegate.sdk.retry.UnsentCause;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** The attempts of one exchange. */
final class Attempts {

  private final ProfileRetries retries;
  private final Exchange exchange;
  private final Stage.Next next;
  private final Deadline deadline;
  private final Renewal renewal;
  private final long startNanos = System.nanoTime();
  private boolean unanswered;
  private boolean retrying;

  /**
   * Begins an exchange.
   *
   * @throws GatewayException {@code BAD_HEADER} if the client's time is no length of time
   */
  Attempts(ProfileRetries retries, Exchange exchange, Stage.Next next, RefusedCredentials refused) {
    this.retries = retries;
    this.exchange = exchange;
    this.next = next;
    this.deadline = Deadline.of(exchange);
    this.renewal = new Renewal(retries.refusals(), exchange, refused);
  }

  Future<OriginResponse> run() {
    retries.budget().exchangeStarted();
    Runnable unwatch = deadline.watch(retries.vertx(), exchange);
    return attempt(1, Optional.empty())
        .onComplete(
            _ -> {
              unwatch.run();
              if (retrying) {
                retries.budget().release();
              }
              retries.budget().exchangeEnded();
            });
  }

  private Future<OriginResponse> attempt(int number, Optional<Credential> refused) {
    if (deadline.remainingNanos() <= 0) {
      return failed(number, exchange.client().interrupted(false, "before the attempt"));
    }
    return next.proceed(exchange.withAttempt(number, refused))
        .transform(
            done ->
                done.succeeded() ? answered(number, done.result()) : failed(number, done.cause()));
  }

  private Future<OriginResponse> answered(int number, OriginResponse answer) {
    Optional<Credential> refused = renewal.after(answer);
    if (refused.isPresent()) {
      answer.body().skip();
      retries.count("credentials");
      return attempt(number + 1, refused);
    }
    if (answer.status() < AttemptOutcome.FIRST_ERROR_STATUS) {
      return Future.succeededFuture(answer);
    }
    AttemptOutcome outcome = Outcomes.of(answer, retries.now());
    return switch (decide(number, outcome)) {
      case GiveUp(GiveUpReason reason) when reason == GiveUpReason.OUTCOME_UNKNOWN -> {
        answer.body().skip();
        yield Future.failedFuture(
            Outcomes.unknown(
                "an attempt got no answer, and a further one was answered " + answer.status()));
      }
      case GiveUp _ -> Future.succeededFuture(answer);
      case Resend resend -> {
        answer.body().skip();
        yield again(number, resend, "the origin answered " + answer.status());
      }
    };
  }

  private Future<OriginResponse> failed(int number, Throwable cause) {
    if (!(cause instanceof AttemptFailedException failure)) {
      return Future.failedFuture(withheld(number, cause));
    }
    if (failure.kind().ofClient()) {
      return Future.failedFuture(cause);
    }
    AttemptOutcome outcome = Outcomes.of(failure);
    unanswered = unanswered || outcome instanceof NoAnswer;
    return switch (decide(number, outcome)) {
      case Resend resend -> again(number, resend, failure.reason());
      case GiveUp(GiveUpReason reason) -> Future.failedFuture(Outcomes.failure(reason, failure));
    };
  }

  /** No permit, or no credentials: this attempt was not sent, but an earlier one may have been. */
  private Throwable withheld(int number, Throwable cause) {
    boolean foreseen = cause instanceof GatewayException || cause instanceof DatabricksException;
    GiveUp end = retries.policy().giveUp(facts(), new Unsent(UnsentCause.REFUSED), history(number));
    return foreseen && end.reason() == GiveUpReason.OUTCOME_UNKNOWN
        ? Outcomes.unknown("an attempt got no answer, and a further one could not be made")
        : cause;
  }

  private RetryDecision decide(int number, AttemptOutcome outcome) {
    RequestFacts facts = facts();
    AttemptHistory history = history(number);
    RetryDecision decision = retries.policy().decide(facts, outcome, history, retries.random());
    return decision instanceof Resend resend && !mayRetry(resend.reason())
        ? retries.policy().giveUp(facts, outcome, history)
        : decision;
  }

  /**
   * An exchange takes one place in the budget, however often it retries. One that was throttled
   * needs none where a limiter stands: that has slowed down, and each attempt waits for its permit.
   */
  private boolean mayRetry(RetryReason reason) {
    if (reason == RetryReason.THROTTLED && exchange.toOrigin().kind().isLimited()) {
      return true;
    }
    retrying = retrying || retries.budget().tryAcquire();
    return retrying;
  }

  private AttemptHistory history(int number) {
    return AttemptHistory.of(number, Math.max(0, System.nanoTime() - startNanos))
        .withWaitedNanos(exchange.trace().heldNanos())
        .withRemainingNanos(deadline.remainingNanos())
        .withUnanswered(unanswered);
  }

  private RequestFacts facts() {
    String method = exchange.request().method().name();
    TokenBody.Token token =
        exchange.request().body() instanceof TokenBody body ? body.token() : TokenBody.Token.NONE;
    RetrySafety safety =
        retries.safety().of(method, exchange.toOrigin().path(), token != TokenBody.Token.NONE);
    return RequestFacts.of(method, safety)
        .withReplayable(exchange.request().body().replayable())
        .withTokenMinted(token == TokenBody.Token.MINTED)
        .withClientRetries(
            RetryingClients.include(exchange.request().header("user-agent").orElse("")));
  }

  private Future<OriginResponse> again(int number, Resend resend, String why) {
    retries.count(resend.reason().label());
    if (number == 1) {
      RetryLog.tryingAgain(exchange, why, resend.delay());
    }
    long since = System.nanoTime();
    Promise<Void> waited = Promise.promise();
    long millis = Math.max(1, resend.delay().toMillis());
    long timer = retries.vertx().setTimer(millis, _ -> waited.tryComplete());
    exchange
        .client()
        .whileUnderWay(
            () -> {
              retries.vertx().cancelTimer(timer);
              waited.tryFail(exchange.client().interrupted(false, "between attempts"));
            });
    return waited
        .future()
        .transform(
            done -> {
              exchange.client().settled();
              exchange.trace().addBackoffNanos(System.nanoTime() - since);
              return done.succeeded()
                  ? attempt(number + 1, Optional.empty())
                  : failed(number, done.cause());
            });
  }
}
