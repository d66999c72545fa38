package io.lakegate.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. It carries every problem found, not just the first. */
public final class InvalidConfigException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient List<ConfigProblem> problems;

  /**
   * Collects the problems into one exception.
   *
   * @param problems what is wrong, in the order found; not empty
   */
  public InvalidConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong.
   *
   * @return every problem, in the order found
   */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
