package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginProfile.AnswerBudget;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.sdk.retry.RetryBudget;
import io.lakegate.sdk.retry.RetryConfig;
import io.lakegate.sdk.retry.RetryPolicy;
import io.lakegate.sdk.retry.SafetyRules;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * The retry rules of all profiles, shared by all event loops.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class RetryRules {

  private final Surroundings surroundings;
  private final Map<String, Known> byProfile = new ConcurrentHashMap<>();

  /** The rules of a profile, and what they were made of. */
  private record Known(RetryConfig config, ProfileRetries rules) {}

  /** Creates the rules of no profile. */
  public RetryRules(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * What retries need around them.
   *
   * @param random where jitter comes from
   * @param safety which requests may be sent twice
   */
  public record Surroundings(
      Vertx vertx,
      GatewayMetrics metrics,
      InstantSource clock,
      RandomGenerator random,
      SafetyRules safety) {}

  /** Takes a profile's numbers; what goes on goes on under those that it began with. */
  public void take(OriginProfile profile) {
    RetryConfig config = config(profile.limits().answerBudget());
    byProfile.compute(
        profile.name(),
        (_, known) ->
            known != null && known.config.equals(config) ? known : known(profile, config));
  }

  private Known known(OriginProfile profile, RetryConfig config) {
    return new Known(
        config,
        new ProfileRetries(
            profile.name(),
            new RetryPolicy(config),
            new RetryBudget(config),
            new FreshRefusals(),
            surroundings));
  }

  ProfileRetries of(String profile) {
    Known known = byProfile.get(profile);
    if (known == null) {
      throw new IllegalStateException("the profile " + profile + " has no retry rules");
    }
    return known.rules;
  }

  private static RetryConfig config(AnswerBudget budget) {
    RetryConfig standard = RetryConfig.DEFAULT;
    return new RetryConfig(
        budget.retryTimeout(),
        budget.retryingClient(),
        standard.backoff(),
        standard.budgetShare(),
        standard.budgetMinimum());
  }
}
