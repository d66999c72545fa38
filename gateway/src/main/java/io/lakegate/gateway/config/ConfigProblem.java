package io.lakegate.gateway.config;

/**
 * One thing that is wrong with the configuration. Secrets never appear in it.
 *
 * @param key the key or name at fault
 * @param source where it was written
 * @param message the offending value, what was expected, and the nearest known name where one helps
 */
public record ConfigProblem(String key, String source, String message) {

  /** The problem as one line for people. */
  @Override
  public String toString() {
    return key + ": " + message + " (" + source + ")";
  }
}
