package io.lakegate.gateway.admission;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Stage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Interim. */
public final class AdmissionStage implements Stage {
  /** Interim. */
  public AdmissionStage(Vertx vertx, ProfileLimiters limiters) {}

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    return next.proceed(exchange);
  }
}
