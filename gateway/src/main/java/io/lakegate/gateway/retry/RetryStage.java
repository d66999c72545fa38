package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Interim. */
public final class RetryStage implements Stage {
  /** Interim. */
  public RetryStage(Vertx vertx, GatewayMetrics metrics, RandomGenerator random) {}

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    exchange.trace().attempt(1);
    return next.proceed(exchange.withAttempt(1, Optional.empty()));
  }
}
