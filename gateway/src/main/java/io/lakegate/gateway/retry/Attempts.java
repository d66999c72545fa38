package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginProfile.AnswerBudget;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.retry.AttemptOutcome;
import io.lakegate.sdk.retry.RequestFacts;
import io.lakegate.sdk.retry.RetryAfter;
import io.lakegate.sdk.retry.RetryDecision;
import io.lakegate.sdk.retry.RetryDecision.Verdict;
import io.lakegate.sdk.retry.RetryPolicy;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;

/** The attempts of one exchange. */
final class Attempts {

  private static final int FIRST_ERROR = 400;

  private final RetryStage.Surroundings surroundings;
  private final Exchange exchange;
  private final Stage.Next next;
  private final long startNanos = System.nanoTime();
  private boolean refreshed;

  Attempts(RetryStage.Surroundings surroundings, Exchange exchange, Stage.Next next) {
    this.surroundings = surroundings;
    this.exchange = exchange;
    this.next = next;
  }

  Future<OriginResponse> first() {
    return attempt(1, Optional.empty());
  }

  private Future<OriginResponse> attempt(int number, Optional<Credential> refused) {
    exchange.trace().attempt(number);
    return next.proceed(exchange.withAttempt(number, refused))
        .transform(
            done ->
                done.succeeded() ? answered(number, done.result()) : failed(number, done.cause()));
  }

  private Future<OriginResponse> answered(int number, OriginResponse answer) {
    if (answer.status() < FIRST_ERROR) {
      return Future.succeededFuture(answer);
    }
    if (answer.status() == 401 && mayRefresh()) {
      refreshed = true;
      answer.discard();
      surroundings.metrics().retried(profile(), "credentials");
      return attempt(number + 1, exchange.trace().credential());
    }
    AttemptOutcome outcome = new AttemptOutcome.Answered(answer.status(), retryAfter(answer));
    return switch (decide(number, outcome)) {
      case RetryDecision.GiveUp _ -> Future.succeededFuture(answer);
      case RetryDecision.Resend resend -> {
        answer.discard();
        yield again(number, resend);
      }
    };
  }

  /** A credential that expires may have been revoked early; one that does not is simply wrong. */
  private boolean mayRefresh() {
    return !refreshed
        && exchange.request().body().replayable()
        && exchange.trace().credential().flatMap(Credential::expiry).isPresent();
  }

  private Future<OriginResponse> failed(int number, Throwable cause) {
    if (!(cause instanceof AttemptFailedException failure)
        || failure.kind() == AttemptFailedException.Kind.CLIENT_GONE) {
      return Future.failedFuture(cause);
    }
    return switch (decide(number, outcome(failure))) {
      case RetryDecision.Resend resend -> again(number, resend);
      case RetryDecision.GiveUp gaveUp -> Future.failedFuture(problem(gaveUp.verdict(), failure));
    };
  }

  private static AttemptOutcome outcome(AttemptFailedException failure) {
    return switch (failure.kind()) {
      case UNKNOWN_HOST, TLS -> new AttemptOutcome.Unsent(true);
      case NOT_CONNECTED -> new AttemptOutcome.Unsent(false);
      case SILENT -> new AttemptOutcome.NoAnswer(true);
      case RESET, PROTOCOL, CLIENT_GONE -> new AttemptOutcome.NoAnswer(false);
    };
  }

  /** What is not told otherwise here, the failure itself tells. */
  private static RuntimeException problem(Verdict verdict, AttemptFailedException failure) {
    if (verdict != Verdict.OUTCOME_UNKNOWN) {
      return failure;
    }
    return new GatewayException(
        ProblemCode.OUTCOME_UNKNOWN,
        "The request was sent and no answer came ("
            + failure.reason()
            + "). It may have taken effect, so it was not sent again. Look at the workspace before"
            + " you repeat it.");
  }

  private RetryDecision decide(int number, AttemptOutcome outcome) {
    RequestFacts facts =
        RequestFacts.ofMethod(
            exchange.request().method().name(), exchange.request().body().replayable());
    Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
    return new RetryPolicy(budget())
        .decide(facts, outcome, new RetryPolicy.Progress(number, elapsed), surroundings.random());
  }

  private Duration budget() {
    AnswerBudget budget = exchange.toOrigin().profile().limits().answerBudget();
    boolean shorter = budget.retryingClient().compareTo(budget.retryTimeout()) < 0;
    return shorter && RetryingClients.includes(exchange.request())
        ? budget.retryingClient()
        : budget.retryTimeout();
  }

  private Future<OriginResponse> again(int number, RetryDecision.Resend resend) {
    surroundings.metrics().retried(profile(), resend.reason());
    Promise<Void> waited = Promise.promise();
    long timer =
        surroundings
            .vertx()
            .setTimer(Math.max(1, resend.delay().toMillis()), _ -> waited.tryComplete());
    exchange
        .client()
        .whileUnderWay(
            () -> {
              surroundings.vertx().cancelTimer(timer);
              waited.tryFail(
                  new AttemptFailedException(
                      AttemptFailedException.Kind.CLIENT_GONE, "the client left between attempts"));
            });
    return waited
        .future()
        .compose(
            _ -> {
              exchange.client().settled();
              return attempt(number + 1, Optional.empty());
            });
  }

  private Optional<Duration> retryAfter(OriginResponse answer) {
    return Optional.ofNullable(answer.headers().get("retry-after"))
        .flatMap(value -> RetryAfter.parse(value, surroundings.clock().instant()));
  }

  private String profile() {
    return exchange.toOrigin().profile().name();
  }
}
