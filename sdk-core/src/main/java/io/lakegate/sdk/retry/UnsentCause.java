package io.lakegate.sdk.retry;

/** Why an attempt ended before its first byte went to the origin. */
public enum UnsentCause {
  /** The connection was refused. */
  REFUSED(false),
  /** No connection within the connect timeout. */
  CONNECT_TIMEOUT(false),
  /** No route to the host, or the network is unreachable. */
  NO_ROUTE(false),
  /** The connection broke before any byte of the request was written. */
  RESET(false),
  /** The TLS handshake broke off for another reason than trust. */
  TLS_HANDSHAKE(false),
  /** The host name does not resolve: final, since a wrong name stays wrong. */
  UNKNOWN_HOST(true),
  /** The origin's certificate is not trusted or does not fit the host: final. */
  TLS_TRUST(true),
  /** The exchange's own deadline passed first: final. */
  DEADLINE(true);

  private final boolean permanent;

  UnsentCause(boolean permanent) {
    this.permanent = permanent;
  }

  /** Whether a further attempt is pointless. */
  public boolean isPermanent() {
    return permanent;
  }
}
