package io.lakegate.gateway.admission;

import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ErrorText;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.error.TransientTexts;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.limit.Admission;
import io.lakegate.sdk.limit.Admission.Granted;
import io.lakegate.sdk.limit.Admission.Queued;
import io.lakegate.sdk.limit.Admission.Rejected;
import io.lakegate.sdk.limit.Permit;
import io.lakegate.sdk.limit.RejectReason;
import io.lakegate.sdk.limit.Ticket;
import io.lakegate.sdk.retry.RetryPolicy;
import io.lakegate.sdk.retry.RetryingClients;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Takes a permit for each attempt at {@code /api}. Waiting is bounded: what would wait too long is
 * told at once when to come back. An origin that throttles slows the permits down.
 */
public final class AdmissionStage implements Stage {

  private static final int TOO_MANY_REQUESTS = 429;

  private final Vertx vertx;
  private final ProfileLimiters limiters;

  /** Creates the stage. */
  public AdmissionStage(Vertx vertx, ProfileLimiters limiters) {
    this.vertx = vertx;
    this.limiters = limiters;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    Route.ToOrigin route = exchange.toOrigin();
    if (!route.kind().isLimited()) {
      return next.proceed(exchange);
    }
    PacedLimiter limiter = limiters.of(route.profile().name());
    ClientPresence client = exchange.client();
    return switch (limiter.request(client, patienceNanos(exchange, limiter))) {
      case Granted(Permit permit) -> proceed(exchange, permit, next);
      case Rejected rejected -> Future.failedFuture(full(rejected));
      case Queued(Ticket ticket) -> queued(exchange, limiter, ticket, next);
    };
  }

  /** A client that retries by itself is answered before it sends again what still waits here. */
  private static long patienceNanos(Exchange exchange, PacedLimiter limiter) {
    Duration answerWithin = exchange.toOrigin().profile().limits().answerBudget().retryingClient();
    long left = answerWithin.toNanos() - exchange.trace().heldNanos();
    return left >= limiter.queueTimeoutNanos()
            || !RetryingClients.include(exchange.request().header("user-agent").orElse(""))
        ? limiter.queueTimeoutNanos()
        : Math.max(0, left);
  }

  private Future<OriginResponse> queued(
      Exchange exchange, PacedLimiter limiter, Ticket ticket, Next next) {
    long since = System.nanoTime();
    Promise<Permit> turn = Promise.promise();
    Context context = vertx.getOrCreateContext();
    exchange
        .client()
        .whileUnderWay(
            () -> {
              limiter.cancel(ticket);
              turn.tryFail(exchange.client().interrupted(false, "in the queue for a permit"));
            });
    ticket.onSettled(settled -> context.runOnContext(_ -> settle(turn, settled)));
    return turn.future()
        .onComplete(
            _ -> {
              exchange.client().settled();
              exchange.trace().addQueueNanos(System.nanoTime() - since);
            })
        .compose(permit -> proceed(exchange, permit, next));
  }

  private static void settle(Promise<Permit> turn, Admission.Settled settled) {
    switch (settled) {
      case Granted(Permit permit) -> {
        if (!turn.tryComplete(permit)) {
          permit.ignore(System.nanoTime());
        }
      }
      case Rejected rejected -> turn.tryFail(full(rejected));
    }
  }

  private static Future<OriginResponse> proceed(Exchange exchange, Permit permit, Next next) {
    return next.proceed(exchange).onComplete(done -> end(permit, done));
  }

  private static void end(Permit permit, AsyncResult<OriginResponse> done) {
    long now = System.nanoTime();
    OriginResponse answer = done.result();
    if (answer == null) {
      permit.ignore(now);
    } else if (throttles(answer)) {
      permit.dropped(now);
    } else {
      permit.success(now);
    }
  }

  /** Some endpoints, those of SCIM for one, throttle under another status. */
  private static boolean throttles(OriginResponse answer) {
    return answer.status() == TOO_MANY_REQUESTS
        || (RetryPolicy.wantsHint(answer.status())
            && TransientTexts.scan(ErrorText.of(answer)) == ErrorHint.REQUEST_LIMIT_EXCEEDED);
  }

  private static String why(RejectReason reason) {
    return switch (reason) {
      case QUEUE_FULL ->
          "As many requests as may ('limits.queue-size') wait for this profile's rate limit.";
      case WAIT_TOO_LONG, TIMED_OUT ->
          "This profile's rate limit has no room for the request within the time that it may wait"
              + " ('limits.queue-timeout').";
    };
  }

  private static GatewayException full(Rejected rejected) {
    String seconds = Long.toString(rejected.retryAfter().toSeconds());
    return new GatewayException(
        ProblemCode.QUEUE_FULL,
        why(rejected.reason())
            + " Send it again in "
            + seconds
            + " s (Retry-After), send fewer at once, or raise 'limits.requests-per-second' if the"
            + " workspace allows more.",
        Map.of("retry_after_seconds", seconds),
        List.of(new HeaderField("Retry-After", seconds)));
  }
}
