package io.lakegate.gateway.cli;

/** What the server stands in front of. */
public enum ServeMode {
  /** The configured origins. */
  SERVE,
  /** The built-in sandbox workspace. */
  DEMO
}
