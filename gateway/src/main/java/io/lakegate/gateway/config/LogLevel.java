package io.lakegate.gateway.config;

/** The least severe level that is written. */
public enum LogLevel {
  /** Only what makes the gateway fail. */
  ERROR,
  /** Also what a person should look at. */
  WARN,
  /** Also one line per exchange. */
  INFO,
  /** Also decisions inside the gateway. */
  DEBUG,
  /** Everything. */
  TRACE
}
