package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.retry.AttemptHistory;
import io.lakegate.sdk.retry.AttemptOutcome;
import io.lakegate.sdk.retry.AttemptOutcome.NoAnswer;
import io.lakegate.sdk.retry.AttemptOutcome.Unsent;
import io.lakegate.sdk.retry.ErrorHint;
import io.lakegate.sdk.retry.GiveUpReason;
import io.lakegate.sdk.retry.NoAnswerCause;
import io.lakegate.sdk.retry.RequestFacts;
import io.lakegate.sdk.retry.RetryAfter;
import io.lakegate.sdk.retry.RetryDecision;
import io.lakegate.sdk.retry.RetryDecision.GiveUp;
import io.lakegate.sdk.retry.RetryDecision.Resend;
import io.lakegate.sdk.retry.RetryPolicy;
import io.lakegate.sdk.retry.RetryingClients;
import io.lakegate.sdk.retry.SafetyRules;
import io.lakegate.sdk.retry.UnsentCause;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;

/** The attempts of one exchange. */
final class Attempts {

  private final ProfileRetries retries;
  private final Exchange exchange;
  private final Stage.Next next;
  private final long startNanos = System.nanoTime();
  private long backoffNanos;
  private boolean unanswered;
  private boolean refreshed;

  Attempts(ProfileRetries retries, Exchange exchange, Stage.Next next) {
    this.retries = retries;
    this.exchange = exchange;
    this.next = next;
  }

  Future<OriginResponse> first() {
    return attempt(1, Optional.empty());
  }

  private Future<OriginResponse> attempt(int number, Optional<Credential> refused) {
    return next.proceed(exchange.withAttempt(number, refused))
        .transform(
            done ->
                done.succeeded() ? answered(number, done.result()) : failed(number, done.cause()));
  }

  private Future<OriginResponse> answered(int number, OriginResponse answer) {
    if (answer.status() < AttemptOutcome.FIRST_ERROR_STATUS) {
      return Future.succeededFuture(answer);
    }
    if (answer.status() == 401 && mayRefresh()) {
      refreshed = true;
      answer.body().skip();
      retries.count("credentials");
      return attempt(number + 1, exchange.trace().credential());
    }
    if (!RetryPolicy.wantsHint(answer.status()) || !readable(answer)) {
      return judged(number, answer, ErrorHint.NONE);
    }
    return ErrorPeek.of(answer)
        .transform(
            peeked ->
                peeked.succeeded()
                    ? judged(number, peeked.result().answer(), peeked.result().hint())
                    : failed(
                        number,
                        new AttemptFailedException(
                            AttemptFailedException.Kind.RESET,
                            "the origin cut its error answer short")));
  }

  /** A text that is compressed, or that a HEAD only announces, is not looked into. */
  private boolean readable(OriginResponse answer) {
    return !exchange.request().method().name().equals("HEAD")
        && !answer.headers().contains("content-encoding");
  }

  private Future<OriginResponse> judged(int number, OriginResponse answer, ErrorHint hint) {
    AttemptOutcome outcome = new AttemptOutcome.Answered(answer.status(), retryAfter(answer), hint);
    return switch (decide(number, outcome)) {
      case GiveUp(GiveUpReason reason) when reason == GiveUpReason.OUTCOME_UNKNOWN -> {
        answer.body().skip();
        yield Future.failedFuture(outcomeUnknown("the origin answered " + answer.status()));
      }
      case GiveUp _ -> Future.succeededFuture(answer);
      case Resend resend -> {
        answer.body().skip();
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
    AttemptOutcome outcome = outcome(failure);
    unanswered = unanswered || outcome instanceof NoAnswer;
    return switch (decide(number, outcome)) {
      case Resend resend -> again(number, resend);
      case GiveUp(GiveUpReason reason) ->
          Future.failedFuture(
              reason == GiveUpReason.OUTCOME_UNKNOWN ? outcomeUnknown(failure.reason()) : failure);
    };
  }

  private static AttemptOutcome outcome(AttemptFailedException failure) {
    return switch (failure.kind()) {
      case UNKNOWN_HOST -> new Unsent(UnsentCause.UNKNOWN_HOST);
      case TLS_TRUST -> new Unsent(UnsentCause.TLS_TRUST);
      case TLS_HANDSHAKE -> new Unsent(UnsentCause.TLS_HANDSHAKE);
      case NOT_CONNECTED -> new Unsent(UnsentCause.REFUSED);
      case SILENT -> new NoAnswer(NoAnswerCause.SILENT);
      case RESET, PROTOCOL, CLIENT_GONE -> new NoAnswer(NoAnswerCause.RESET);
    };
  }

  private static GatewayException outcomeUnknown(String what) {
    return new GatewayException(
        ProblemCode.OUTCOME_UNKNOWN,
        "The request was sent and its outcome is not known ("
            + what
            + "). It may have taken effect, so it was not sent again. Look at the workspace before"
            + " you repeat it.");
  }

  private RetryDecision decide(int number, AttemptOutcome outcome) {
    RetryPolicy policy = retries.policy();
    RequestFacts facts = facts();
    AttemptHistory history =
        AttemptHistory.of(number, Math.max(0, System.nanoTime() - startNanos))
            .withWaitedNanos(exchange.trace().queueNanos() + backoffNanos)
            .withUnanswered(unanswered);
    RetryDecision decision = policy.decide(facts, outcome, history, retries.random());
    return decision instanceof Resend && !retries.budget().tryAcquire()
        ? policy.giveUp(facts, outcome, history)
        : decision;
  }

  private RequestFacts facts() {
    String method = exchange.request().method().name();
    String target = exchange.toOrigin().target();
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return RequestFacts.of(method, SafetyRules.standard().of(method, path, false))
        .withReplayable(exchange.request().body().replayable())
        .withClientRetries(
            RetryingClients.include(exchange.request().header("user-agent").orElse("")));
  }

  private Future<OriginResponse> again(int number, Resend resend) {
    retries.count(resend.reason().label());
    Promise<Void> waited = Promise.promise();
    long millis = Math.max(1, resend.delay().toMillis());
    long timer = retries.vertx().setTimer(millis, _ -> waited.tryComplete());
    exchange.client().whileUnderWay(() -> leave(timer, waited));
    return waited
        .future()
        .compose(
            _ -> {
              exchange.client().settled();
              backoffNanos += resend.delay().toNanos();
              return attempt(number + 1, Optional.empty());
            })
        .onComplete(_ -> retries.budget().release());
  }

  private void leave(long timer, Promise<Void> waited) {
    retries.vertx().cancelTimer(timer);
    waited.tryFail(
        new AttemptFailedException(
            AttemptFailedException.Kind.CLIENT_GONE, "the client left between attempts"));
  }

  private RetryAfter retryAfter(OriginResponse answer) {
    String value = answer.headers().get("retry-after");
    return value == null ? RetryAfter.NONE : RetryAfter.parse(value, retries.now());
  }
}
