package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes attempts until one counts. Nothing is sent twice that is not safe to be, and nothing after
 * the client has been given a byte of an answer.
 */
public final class RetryStage implements Stage {

  private final Surroundings surroundings;

  /** What the attempts need around them. */
  record Surroundings(
      Vertx vertx, GatewayMetrics metrics, InstantSource clock, RandomGenerator random) {}

  /** Creates the stage. */
  public RetryStage(
      Vertx vertx, GatewayMetrics metrics, InstantSource clock, RandomGenerator random) {
    this.surroundings = new Surroundings(vertx, metrics, clock, random);
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    return new Attempts(surroundings, exchange, next).first();
  }
}
