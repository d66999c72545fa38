package io.lakegate.sdk.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The origin answered, and the answer is an error. */
public final class ApiException extends DatabricksException {

  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * Creates the exception for one answer.
   *
   * @param status the HTTP status of the answer
   * @param errorCode the origin's error code, or one derived from the status
   * @param message the origin's message
   * @param retryAfter what the origin asked us to wait, or null
   */
  public ApiException(int status, String errorCode, String message, @Nullable Duration retryAfter) {
    super(message, new Facts(errorCode, safetyOf(status), retryAfter), null);
    this.status = status;
  }

  /** Returns the HTTP status of the answer. */
  public int status() {
    return status;
  }

  private static RetrySafety safetyOf(int status) {
    if (status == 429) {
      return RetrySafety.YES;
    }
    return status >= 500 ? RetrySafety.MAYBE : RetrySafety.NO;
  }
}
