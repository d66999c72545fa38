package io.lakegate.gateway.admission;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.sdk.limit.AimdConfig;
import io.lakegate.sdk.limit.LimitConfig;
import io.lakegate.sdk.limit.Priority;
import io.lakegate.sdk.limit.RateLimiter;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

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
          RateLimiter limiter = new RateLimiter(config(limit), System.nanoTime());
          limiters.put(profile, new PacedLimiter(vertx, limiter, limit.queueTimeout()));
          metrics.gauge(
              "lakegate.limiter.rate",
              "Permits a second",
              profile,
              () -> limiter.rate(System.nanoTime()));
          for (Priority priority : Priority.values()) {
            metrics.gauge(
                "lakegate.limiter.queue." + priority.name().toLowerCase(Locale.ROOT),
                "Attempts that wait for a permit",
                profile,
                () -> limiter.waiting(priority));
          }
        });
  }

  private static LimitConfig config(LimitsConfig limits) {
    return new LimitConfig(
        limits.requestsPerSecond(), limits.queueSize(), limits.queueTimeout(), AimdConfig.DEFAULT);
  }

  PacedLimiter of(String profile) {
    PacedLimiter limiter = limiters.get(profile);
    if (limiter == null) {
      throw new IllegalStateException("the profile " + profile + " has no limiter");
    }
    return limiter;
  }
}
