package io.lakegate.gateway.admission;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.observe.GatewayMetrics;
import io.vertx.core.Vertx;
import java.util.Map;

/** Interim. */
public final class ProfileLimiters {
  /** Interim. */
  public ProfileLimiters(Vertx vertx, Map<String, LimitsConfig> limits, GatewayMetrics metrics) {}
}
