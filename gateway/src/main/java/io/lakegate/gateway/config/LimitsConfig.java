package io.lakegate.gateway.config;

import java.time.Duration;

/**
 * How fast one profile may call its origin, and how long a client may wait for its turn.
 *
 * @param requestsPerSecond permits a second, and the burst; 15 unless configured, like the Go SDK
 * @param queueTimeout longest wait for a permit
 * @param queueSize most exchanges that wait for a permit, per profile
 */
public record LimitsConfig(double requestsPerSecond, Duration queueTimeout, int queueSize) {

  /** Checks the ranges. */
  public LimitsConfig {
    if (!(requestsPerSecond > 0) || Double.isInfinite(requestsPerSecond)) {
      throw new IllegalArgumentException(
          "requestsPerSecond must be a positive number: " + requestsPerSecond);
    }
    Checks.notNegative(queueTimeout, "queueTimeout");
    Checks.notNegative(queueSize, "queueSize");
  }
}
