package io.lakegate.sdk.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure on the way to Databricks, with what a caller needs to decide what to do next.
 *
 * <p>Messages say what failed, what was expected and what to do; they never hold a secret or the
 * value of a header.
 */
public abstract sealed class DatabricksException extends RuntimeException
    permits ApiException,
        TransportException,
        CredentialException,
        ConfigException,
        DeadlineException {

  private static final long serialVersionUID = 1L;

  private final String errorCode;
  private final RetrySafety retrySafety;
  private final @Nullable Duration retryAfter;

  DatabricksException(String message, Facts facts, @Nullable Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.errorCode = facts.errorCode();
    this.retrySafety = facts.retrySafety();
    this.retryAfter = facts.retryAfter();
  }

  /** Returns the machine-readable code in upper snake case, never a text for people. */
  public final String errorCode() {
    return errorCode;
  }

  /** Returns whether the request behind this failure may be sent again. */
  public final RetrySafety retrySafety() {
    return retrySafety;
  }

  /** Returns how long the other side asked us to wait, if it did. */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** What every subclass has to state. */
  record Facts(String errorCode, RetrySafety retrySafety, @Nullable Duration retryAfter) {
    Facts {
      Objects.requireNonNull(errorCode, "errorCode");
      Objects.requireNonNull(retrySafety, "retrySafety");
    }

    Facts(String errorCode, RetrySafety retrySafety) {
      this(errorCode, retrySafety, null);
    }
  }
}
