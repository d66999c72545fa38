package io.lakegate.sdk.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No usable credential could be had. Nothing was sent to the origin. */
public final class CredentialException extends DatabricksException {

  private static final long serialVersionUID = 1L;

  private final boolean permanent;

  /**
   * Creates the exception.
   *
   * @param message what failed and what to do
   * @param permanent whether only a person can repair it: a wrong client secret, a login that is
   *     needed, a revoked grant
   * @param retryAfter how long the issuer asked us to wait
   */
  public CredentialException(String message, boolean permanent, Optional<Duration> retryAfter) {
    this(message, permanent, retryAfter, null);
  }

  /**
   * Creates the exception with the failure underneath.
   *
   * @param message what failed and what to do
   * @param permanent whether only a person can repair it
   * @param retryAfter how long the issuer asked us to wait
   * @param cause the failure underneath, or null
   */
  public CredentialException(
      String message, boolean permanent, Optional<Duration> retryAfter, @Nullable Throwable cause) {
    super(message, facts(permanent, retryAfter), cause);
    this.permanent = permanent;
  }

  /** Returns whether only a person can repair it; otherwise trying again later may succeed. */
  public boolean permanent() {
    return permanent;
  }

  private static Facts facts(boolean permanent, Optional<Duration> retryAfter) {
    return new Facts(
        permanent ? "CREDENTIALS_INVALID" : "CREDENTIALS_UNAVAILABLE",
        permanent ? RetrySafety.NO : RetrySafety.YES,
        retryAfter.orElse(null));
  }
}
