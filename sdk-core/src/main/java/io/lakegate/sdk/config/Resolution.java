package io.lakegate.sdk.config;

import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.ConfigException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What became of reading a configuration: what was understood, and what is wrong with the rest.
 *
 * @param config every value that could be read
 * @param problems everything that is wrong; none if it can be used
 * @param context the configuration as the problems have it, secrets masked
 */
public record Resolution(ResolvedConfig config, List<Problem> problems, String context) {

  /** Copies the problems. */
  public Resolution {
    Objects.requireNonNull(config, "config");
    problems = List.copyOf(problems);
    Objects.requireNonNull(context, "context");
  }

  /**
   * Returns the configuration.
   *
   * @throws ConfigException naming every problem, if there is one
   */
  public ResolvedConfig orThrow() {
    if (!problems.isEmpty()) {
      throw new ConfigException(problems, context);
    }
    return config;
  }

  /** Returns the same with further problems in front. */
  public Resolution withProblems(List<Problem> further) {
    List<Problem> all = new ArrayList<>(further);
    all.addAll(problems);
    return new Resolution(config, all, context);
  }

  /** Returns the same with a program of the profile that prints its tokens. */
  public Resolution withCommand(List<String> command) {
    return new Resolution(config.withCommand(command), problems, context);
  }
}
