package io.lakegate.gateway.retry;

import io.lakegate.sdk.retry.RetryBudget;
import io.lakegate.sdk.retry.RetryPolicy;
import io.lakegate.sdk.retry.SafetyRules;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * The retry rules of one profile, with what they need around them.
 *
 * <p><b>Threading:</b> any thread.
 *
 * @param profile the profile's name, for metrics
 * @param policy its rules
 * @param budget how many of its exchanges may be retrying at a time
 * @param refusals the credential that the origin does not take, however new
 */
record ProfileRetries(
    String profile,
    RetryPolicy policy,
    RetryBudget budget,
    FreshRefusals refusals,
    RetryRules.Surroundings surroundings) {

  Vertx vertx() {
    return surroundings.vertx();
  }

  SafetyRules safety() {
    return surroundings.safety();
  }

  RandomGenerator random() {
    return surroundings.random();
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  void count(String reason) {
    surroundings.metrics().retried(profile, reason);
  }
}
