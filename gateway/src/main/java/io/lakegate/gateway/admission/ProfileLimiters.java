package io.lakegate.gateway.admission;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.lakegate.sdk.limit.AimdConfig;
import io.lakegate.sdk.limit.LimitConfig;
import io.lakegate.sdk.limit.Priority;
import io.lakegate.sdk.limit.RateLimiter;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The buckets of all profiles. One bucket serves all event loops.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class ProfileLimiters {

  private final Vertx vertx;
  private final GatewayMetrics metrics;
  private final Map<String, PacedLimiter> limiters = new ConcurrentHashMap<>();

  /** Creates the buckets of no profile. */
  public ProfileLimiters(Vertx vertx, GatewayMetrics metrics) {
    this.vertx = vertx;
    this.metrics = metrics;
  }

  /** Creates a full bucket for a profile, or gives the one that it has other numbers. */
  public void take(String profile, LimitsConfig limits) {
    LimitConfig config = config(limits);
    limiters
        .computeIfAbsent(profile, name -> new PacedLimiter(vertx, measured(name, config), config))
        .configure(config);
  }

  private RateLimiter measured(String profile, LimitConfig config) {
    RateLimiter limiter = new RateLimiter(config, System.nanoTime());
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
    return limiter;
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
