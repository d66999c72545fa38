package io.lakegate.sdk.error;

/** The time allowed for an exchange is over. */
public final class DeadlineException extends DatabricksException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was waited for and how long
   * @param retrySafety whether the request may be sent again
   */
  public DeadlineException(String message, RetrySafety retrySafety) {
    super(message, new Facts("DEADLINE_EXCEEDED", retrySafety), null);
  }
}
