package io.lakegate.sdk.config;

import java.util.Objects;

/**
 * A value and where it came from. The text form shows the source only, since any value may be
 * secret.
 *
 * @param value the value, parsed and in its canonical spelling
 * @param source such as {@code argument}, {@code DATABRICKS_HOST environment variable} or {@code
 *     /home/ann/.databrickscfg config file}
 */
public record ResolvedValue(String value, String source) {

  /** The source of a value that was given explicitly. */
  public static final String ARGUMENT = "argument";

  /** Checks that both parts are there. */
  public ResolvedValue {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(source, "source");
  }

  @Override
  public String toString() {
    return "*** from " + source;
  }
}
