package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.lakegate.sdk.http.ConnectionWords;
import io.netty.resolver.dns.DnsNameResolverTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells how an attempt failed from what the network library reports. */
final class TransportFailures {

  private TransportFailures() {}

  /**
   * A failure before the request had a connection: nothing was sent.
   *
   * @param host the name or address of the origin, as its profile has it
   * @param port the origin's port
   */
  static AttemptFailedException connecting(Throwable cause, String host, int port) {
    if (cause instanceof AttemptFailedException failed) {
      return failed;
    }
    if (cause instanceof UnknownHostException
        && isCausedBy(cause, DnsNameResolverTimeoutException.class)) {
      return new AttemptFailedException(Kind.NOT_CONNECTED, "no name server answers for " + host);
    }
    String words = ConnectionWords.connecting(cause, host, port);
    if (cause instanceof UnknownHostException) {
      return new AttemptFailedException(Kind.UNKNOWN_HOST, words);
    }
    if (isCausedBy(cause, CertificateException.class)
        || isCausedBy(cause, SSLPeerUnverifiedException.class)) {
      return new AttemptFailedException(
          Kind.TLS_TRUST, "its certificate is not trusted: " + text(cause));
    }
    if (isCausedBy(cause, SSLException.class)) {
      return new AttemptFailedException(
          Kind.TLS_HANDSHAKE, "TLS could not be set up: " + text(cause));
    }
    return new AttemptFailedException(Kind.NOT_CONNECTED, words);
  }

  /**
   * A failure after the request had a connection: a part of it may have been sent. What was wrong
   * with an answer its decoder has told already.
   */
  static AttemptFailedException exchanging(Throwable cause) {
    if (cause instanceof AttemptFailedException failed) {
      return failed;
    }
    return new AttemptFailedException(Kind.RESET, ConnectionWords.exchanging(cause));
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }
}
