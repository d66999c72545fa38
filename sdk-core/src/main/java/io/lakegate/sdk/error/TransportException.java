package io.lakegate.sdk.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No complete answer came back. */
public final class TransportException extends DatabricksException {

  private static final long serialVersionUID = 1L;

  private final Phase phase;
  private final boolean requestSent;

  /**
   * Creates the exception for one attempt.
   *
   * @param phase how far the attempt came
   * @param requestSent whether any byte of the request may have reached the other side
   * @param message what failed, without header values
   * @param cause the failure underneath, or null
   */
  public TransportException(
      Phase phase, boolean requestSent, String message, @Nullable Throwable cause) {
    super(message, new Facts(codeOf(requestSent), safetyOf(phase, requestSent)), cause);
    this.phase = Objects.requireNonNull(phase, "phase");
    this.requestSent = requestSent;
  }

  /** Returns how far the attempt came. */
  public Phase phase() {
    return phase;
  }

  /** Returns whether any byte of the request may have reached the other side. */
  public boolean requestSent() {
    return requestSent;
  }

  private static String codeOf(boolean requestSent) {
    return requestSent ? "ORIGIN_RESET" : "ORIGIN_UNREACHABLE";
  }

  private static RetrySafety safetyOf(Phase phase, boolean requestSent) {
    if (phase == Phase.DNS || phase == Phase.TLS) {
      return RetrySafety.NO;
    }
    return requestSent ? RetrySafety.MAYBE : RetrySafety.YES;
  }

  /** How far an attempt came before it failed. */
  public enum Phase {
    /** The name could not be resolved. Final: an unknown host does not appear by asking again. */
    DNS,
    /** No connection was made: refused, unreachable or timed out. */
    CONNECT,
    /** The connection could not be trusted. Final. */
    TLS,
    /** The connection broke while the request was written. */
    SEND,
    /** The request was written, and no complete answer came. */
    RECEIVE
  }
}
