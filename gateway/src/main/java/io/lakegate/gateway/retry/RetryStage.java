package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.retry.RetryBudget;
import io.vertx.core.Future;

/**
 * Makes attempts until one counts. Nothing is sent twice that is not safe to be, and nothing after
 * the client has been given a byte of an answer.
 */
public final class RetryStage implements Stage {

  private final RetryRules rules;

  /** Creates the stage. */
  public RetryStage(RetryRules rules) {
    this.rules = rules;
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    ProfileRetries retries = rules.of(exchange.toOrigin().profile().name());
    RetryBudget budget = retries.budget();
    budget.exchangeStarted();
    return new Attempts(retries, exchange, next).first().onComplete(_ -> budget.exchangeEnded());
  }
}
