package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RefusedCredentials;
import io.lakegate.gateway.exchange.Stage;
import io.vertx.core.Future;

/**
 * Makes attempts until one counts. Nothing is sent twice that is not safe to be, and nothing after
 * the client has been given a byte of an answer.
 */
public final class RetryStage implements Stage {

  private final RetryRules rules;
  private final IdempotencyTokens tokens;
  private final RefusedCredentials refused;

  /**
   * Creates the stage.
   *
   * @param tokens makes requests safe to send twice, where the origin takes a token for that
   * @param refused is told of a credential that was refused and is not needed again here
   */
  public RetryStage(RetryRules rules, IdempotencyTokens tokens, RefusedCredentials refused) {
    this.rules = rules;
    this.tokens = tokens;
    this.refused = refused;
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    OriginProfile profile = exchange.toOrigin().profile();
    exchange.request().body().keepUpTo(profile.limits().replayBuffer());
    return new Attempts(rules.of(profile.name()), tokens.prepare(exchange), next, refused).run();
  }
}
