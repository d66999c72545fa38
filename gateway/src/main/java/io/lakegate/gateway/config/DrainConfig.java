package io.lakegate.gateway.config;

import java.time.Duration;

/**
 * What happens on SIGTERM.
 *
 * @param minSigtermDelay how long new connections are still taken, so that routing can move away
 * @param maxSigtermDelay how long exchanges in flight may run on before they are reset
 * @param exitZeroOnSigterm whether a stop by SIGTERM exits with 0 instead of 143
 */
public record DrainConfig(
    Duration minSigtermDelay, Duration maxSigtermDelay, boolean exitZeroOnSigterm) {

  /** Checks the ranges, and that the first delay fits into the second. */
  public DrainConfig {
    Checks.notNegative(minSigtermDelay, "minSigtermDelay");
    Checks.notNegative(maxSigtermDelay, "maxSigtermDelay");
    if (minSigtermDelay.compareTo(maxSigtermDelay) > 0) {
      throw new IllegalArgumentException("minSigtermDelay must not be longer than maxSigtermDelay");
    }
  }
}
