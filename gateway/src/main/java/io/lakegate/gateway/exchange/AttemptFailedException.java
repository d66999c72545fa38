package io.lakegate.gateway.exchange;

/**
 * An attempt at the origin that ended without an answer. The retry stage decides what becomes of
 * it.
 */
public final class AttemptFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** How the attempt ended. */
  public enum Kind {
    /** The host name does not resolve. */
    UNKNOWN_HOST(false),
    /** The connection was refused, timed out or was lost before a byte of the request was sent. */
    NOT_CONNECTED(false),
    /** The origin's certificate is not trusted. */
    TLS_TRUST(false),
    /** TLS could not be set up for another reason. */
    TLS_HANDSHAKE(false),
    /** The connection was lost after sending. */
    RESET(true),
    /** The origin was silent for too long. */
    SILENT(true),
    /** The origin's answer is not valid HTTP. */
    PROTOCOL(true),
    /** The client's time was over before a byte of the request was sent. */
    EXPIRED_UNSENT(false),
    /** The client's time was over before the answer. */
    EXPIRED(true),
    /** The client stopped sending its body, of which a part may have been sent on. */
    CLIENT_SILENT(true),
    /** The client's body turned out not to be framed as HTTP has it, when it had been begun. */
    CLIENT_MALFORMED(true),
    /** The client left. */
    CLIENT_GONE(true);

    private final boolean sent;

    Kind(boolean sent) {
      this.sent = sent;
    }

    /** Whether it was the client that did not bring its request to an end. */
    public boolean ofClient() {
      return this == CLIENT_SILENT || this == CLIENT_MALFORMED || this == CLIENT_GONE;
    }

    /** Whether the request, or a part of it, may have reached the origin. */
    public boolean sent() {
      return sent;
    }
  }

  private final Kind kind;

  /** An attempt that ended so, for the reason given. */
  public AttemptFailedException(Kind kind, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
  }

  /** How it ended. */
  public Kind kind() {
    return kind;
  }

  /** The reason, without secrets. */
  public String reason() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }
}
