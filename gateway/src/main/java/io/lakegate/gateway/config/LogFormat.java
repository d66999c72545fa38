package io.lakegate.gateway.config;

/** The shape of a log line. */
public enum LogFormat {
  /** One line of text for people. */
  TEXT,
  /** One JSON object a line for collectors. */
  JSON
}
