package io.lakegate.sandbox.jobs;

import io.lakegate.sandbox.http.ApiProblem;
import java.util.Arrays;

/** How a run ends. */
enum Outcome {
  /** Every task succeeded. */
  SUCCESS("TERMINATED", "SUCCESS", "SUCCESS", ""),
  /** The job succeeded although a task failed. */
  SUCCESS_WITH_FAILURES("TERMINATED", "SUCCESS", "SUCCESS", "Some tasks failed"),
  /** A task failed. */
  FAILED("TERMINATED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR", "Workload failed"),
  /** It took longer than it may. */
  TIMEDOUT("TERMINATED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR", "Run timed out"),
  /** Someone cancelled it. */
  CANCELED("TERMINATED", "USER_CANCELED", "SUCCESS", "Run cancelled"),
  /** A task before it failed. */
  UPSTREAM_FAILED("TERMINATED", "RUN_EXECUTION_ERROR", "CLIENT_ERROR", "An upstream task failed"),
  /** Too many runs of the job were active. */
  MAXIMUM_CONCURRENT_RUNS_REACHED(
      "TERMINATED", "MAX_CONCURRENT_RUNS_EXCEEDED", "CLIENT_ERROR", "Too many active runs"),
  /** It never ran. */
  SKIPPED("SKIPPED", "SKIPPED", "CLIENT_ERROR", "An active run of the job exists"),
  /** The platform failed. */
  INTERNAL_ERROR("INTERNAL_ERROR", "INTERNAL_ERROR", "INTERNAL_ERROR", "Cluster did not start");

  private final String lifeCycle;
  private final String code;
  private final String type;
  private final String message;

  Outcome(String lifeCycle, String code, String type, String message) {
    this.lifeCycle = lifeCycle;
    this.code = code;
    this.type = type;
    this.message = message;
  }

  /**
   * Returns the outcome of that name.
   *
   * @throws ApiProblem 400 when there is none
   */
  static Outcome of(String name) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.invalidParameter(
                    "sandbox_result must be one of %s, was %s"
                        .formatted(Arrays.toString(values()), name)));
  }

  /** Returns the life cycle state in which such a run ends. */
  String lifeCycle() {
    return lifeCycle;
  }

  /** Returns the result state, empty where the life cycle state says it all. */
  String result() {
    return switch (this) {
      case SKIPPED -> "";
      case INTERNAL_ERROR -> "FAILED";
      default -> name();
    };
  }

  /** Returns the code of the termination details. */
  String code() {
    return code;
  }

  /** Returns the type of the termination details. */
  String type() {
    return type;
  }

  /** Returns the state message. */
  String message() {
    return message;
  }

  /** Tells whether a task of such a run failed. */
  boolean failed() {
    return this != SUCCESS && this != CANCELED && this != SKIPPED;
  }
}
