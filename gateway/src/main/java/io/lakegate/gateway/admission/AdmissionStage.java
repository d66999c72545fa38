package io.lakegate.gateway.admission;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.limit.Admission;
import io.lakegate.sdk.limit.Priority;
import io.lakegate.sdk.limit.RateLimiter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a permit for each attempt at {@code /api}. Waiting is bounded: what would wait too long is
 * told at once when to come back.
 */
public final class AdmissionStage implements Stage {

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
    Optional<PacedLimiter> limiter = limiters.of(route.profile().name());
    if (route.kind() != EndpointKind.API || limiter.isEmpty()) {
      return next.proceed(exchange);
    }
    return admit(exchange, limiter.get(), next);
  }

  private Future<OriginResponse> admit(Exchange exchange, PacedLimiter limiter, Next next) {
    Promise<Void> permit = Promise.promise();
    Context context = vertx.getOrCreateContext();
    RateLimiter.Request request =
        new RateLimiter.Request(
            exchange.client().key(),
            Priority.INTERACTIVE,
            () -> context.runOnContext(_ -> permit.tryComplete()),
            () -> context.runOnContext(_ -> permit.tryFail(full(Duration.ofSeconds(1)))));
    return switch (limiter.request(request)) {
      case Admission.Granted _ -> next.proceed(exchange);
      case Admission.Rejected rejected -> Future.failedFuture(full(rejected.retryAfter()));
      case Admission.Queued queued -> {
        exchange.client().whileUnderWay(() -> leave(limiter, queued, permit));
        long since = System.nanoTime();
        yield permit
            .future()
            .compose(
                _ -> {
                  exchange.client().settled();
                  exchange.trace().addQueueNanos(System.nanoTime() - since);
                  return next.proceed(exchange);
                });
      }
    };
  }

  private static void leave(PacedLimiter limiter, Admission.Queued queued, Promise<Void> permit) {
    limiter.cancel(queued.ticket());
    permit.tryFail(
        new AttemptFailedException(
            AttemptFailedException.Kind.CLIENT_GONE, "the client left the queue"));
  }

  private static GatewayException full(Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new GatewayException(
        ProblemCode.QUEUE_FULL,
        "Too many requests wait for this profile's rate limit. Come back in "
            + seconds
            + " s, or raise 'limits.requests-per-second'.",
        Map.of("retry_after_seconds", Long.toString(seconds)),
        List.of(new HeaderField("Retry-After", Long.toString(seconds))));
  }
}
