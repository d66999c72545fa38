package io.lakegate.sdk.error;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The configuration cannot be used. Holds every problem that was found, not only the first. */
public final class ConfigException extends DatabricksException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final String context;

  /**
   * Creates the exception.
   *
   * @param problems all problems, at least one
   */
  public ConfigException(List<Problem> problems) {
    this(problems, "");
  }

  /**
   * Creates the exception with a description of the configuration they were found in.
   *
   * @param problems all problems, at least one
   * @param context the configuration with its secrets masked, or empty
   */
  public ConfigException(List<Problem> problems, String context) {
    super(text(problems, context), new Facts("CONFIG_INVALID", RetrySafety.NO), null);
    this.problems = List.copyOf(problems);
    this.context = context;
  }

  /** Returns all problems in the order in which they were found. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Returns all of it as one problem of something larger.
   *
   * @param what what could not be configured
   */
  public Problem under(String what) {
    String brief = problems.stream().map(Problem::message).collect(Collectors.joining("; "));
    List<String> details = problems.stream().flatMap(one -> one.details().stream()).toList();
    return new Problem(
        what, what + ": " + (context.isEmpty() ? brief : brief + ". " + context), details);
  }

  private static String text(List<Problem> problems, String context) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a ConfigException needs at least one problem");
    }
    String all = problems.stream().map(Problem::text).collect(Collectors.joining("; "));
    return context.isEmpty() ? all : all + ". " + context;
  }

  /**
   * One thing that is wrong.
   *
   * @param subject the attribute or key it is about
   * @param message what is wrong, what was expected and what to do; no secret
   * @param details what was tried, one a line where there is room for lines; mostly nothing
   */
  public record Problem(String subject, String message, List<String> details) {
    /** Checks that all parts are there. */
    public Problem {
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(message, "message");
      details = List.copyOf(details);
    }

    /** Makes one without details. */
    public Problem(String subject, String message) {
      this(subject, message, List.of());
    }

    /** Returns all of it on one line. */
    public String text() {
      return details.isEmpty() ? message : message + ". Tried: " + String.join("; ", details);
    }
  }
}
