package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.error.ErrorHint;

/** How one attempt at the origin ended. */
public sealed interface AttemptOutcome {

  /** The lowest status that is an error; below it an answer is never retried. */
  int FIRST_ERROR_STATUS = 400;

  /**
   * The origin answered.
   *
   * @param status the HTTP status
   * @param retryAfter the answer's {@code Retry-After}, {@link RetryAfter#NONE} when it has none
   * @param hint what the error body said
   */
  record Answered(int status, RetryAfter retryAfter, ErrorHint hint) implements AttemptOutcome {
    /** Checks for missing parts. */
    public Answered {
      requireNonNull(retryAfter, "retryAfter");
      requireNonNull(hint, "hint");
    }

    /** An answer of which only the status matters. */
    public static Answered of(int status) {
      return new Answered(status, RetryAfter.NONE, ErrorHint.NONE);
    }

    /**
     * Whether the origin says that it is asked too often: status 429, or the throttling error code
     * under any error status. The limiter counts such an answer as {@code dropped}.
     */
    public boolean isThrottled() {
      return status == 429
          || (status >= FIRST_ERROR_STATUS && hint == ErrorHint.REQUEST_LIMIT_EXCEEDED);
    }
  }

  /**
   * No byte of the request reached the origin, provably.
   *
   * @param cause why
   */
  record Unsent(UnsentCause cause) implements AttemptOutcome {
    /** Checks for a missing cause. */
    public Unsent {
      requireNonNull(cause, "cause");
    }
  }

  /**
   * The request was sent, wholly or in part, and no answer came.
   *
   * @param cause how it ended
   */
  record NoAnswer(NoAnswerCause cause) implements AttemptOutcome {
    /** Checks for a missing cause. */
    public NoAnswer {
      requireNonNull(cause, "cause");
    }
  }
}
