package io.lakegate.gateway.admission;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.sdk.limit.RateLimiter;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The buckets of all profiles. One bucket serves all event loops.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class ProfileLimiters {

  private final Map<String, PacedLimiter> limiters = new HashMap<>();

  /** Creates a full bucket for each profile. */
  public ProfileLimiters(Vertx vertx, Map<String, LimitsConfig> limits, GatewayMetrics metrics) {
    limits.forEach(
        (profile, limit) -> {
          RateLimiter limiter =
              new RateLimiter(
                  new RateLimiter.Limits(
                      limit.requestsPerSecond(), limit.queueTimeout(), limit.queueSize()),
                  System.nanoTime());
          limiters.put(profile, new PacedLimiter(vertx, limiter));
          metrics.gauge("lakegate.limiter.rate", "Permits a second", profile, limiter::rate);
          metrics.gauge(
              "lakegate.limiter.queue",
              "Attempts that wait for a permit",
              profile,
              limiter::queued);
        });
  }

  Optional<PacedLimiter> of(String profile) {
    return Optional.ofNullable(limiters.get(profile));
  }
}
