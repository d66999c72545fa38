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
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The retry rules of all profiles, shared by all event loops.
 *
 * <p><b>Threading:</b> immutable; any thread.
 */
public final class RetryRules {

  private final Map<String, ProfileRetries> byProfile;

  private RetryRules(Map<String, ProfileRetries> byProfile) {
    this.byProfile = Map.copyOf(byProfile);
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

  /** The rules of the profiles given. */
  public static RetryRules of(Collection<OriginProfile> profiles, Surroundings surroundings) {
    Map<String, ProfileRetries> rules = new HashMap<>();
    for (OriginProfile profile : profiles) {
      RetryConfig config = config(profile.limits().answerBudget());
      rules.put(
          profile.name(),
          new ProfileRetries(
              profile.name(),
              new RetryPolicy(config),
              new RetryBudget(config),
              new FreshRefusals(),
              surroundings));
    }
    return new RetryRules(rules);
  }

  ProfileRetries of(String profile) {
    ProfileRetries rules = byProfile.get(profile);
    if (rules == null) {
      throw new IllegalStateException("the profile " + profile + " has no retry rules");
    }
    return rules;
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
