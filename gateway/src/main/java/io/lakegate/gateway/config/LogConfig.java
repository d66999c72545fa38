package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

/**
 * What the gateway writes about itself.
 *
 * @param format the shape of a log line
 * @param level the least severe level that is written
 */
public record LogConfig(LogFormat format, LogLevel level) {

  /** Checks that nothing is missing. */
  public LogConfig {
    requireNonNull(format, "format");
    requireNonNull(level, "level");
  }
}
