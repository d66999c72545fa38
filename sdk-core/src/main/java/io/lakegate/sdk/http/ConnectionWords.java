package io.lakegate.sdk.http;

import static java.util.Objects.requireNonNull;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;

/**
 * Says in plain words why there is no connection, from what Java and the libraries above it throw.
 * Where nothing is known of a cause, its own text is all there is.
 */
public final class ConnectionWords {

  private ConnectionWords() {}

  /**
   * Why a connection could not be made.
   *
   * @param cause what was thrown
   * @param host the name or address that was to be reached; IPv6 in brackets
   * @param port its port
   */
  public static String connecting(Throwable cause, String host, int port) {
    requireNonNull(host, "host");
    String at = host + ":" + port;
    return switch (cause) {
      case UnknownHostException _ -> "the name " + host + " does not resolve";
      case NoRouteToHostException _ -> "there is no route to " + at;
      case ConnectException refused when says(refused, "refused") -> "connection refused at " + at;
      case ConnectException late when says(late, "timed out") ->
          "no connection to " + at + " in time";
      case ConnectException other when says(other, "No route") -> "there is no route to " + at;
      default -> lost(cause).orElseGet(() -> own(cause));
    };
  }

  /** Why an exchange ended on a connection that there was. */
  public static String exchanging(Throwable cause) {
    return lost(cause).orElseGet(() -> own(cause));
  }

  /**
   * The operating system's words, which the libraries hand on, are the only thing that tells a
   * connection that was reset from one that was closed in order.
   */
  private static Optional<String> lost(Throwable cause) {
    if (says(cause, "Connection reset") || says(cause, "Broken pipe")) {
      return Optional.of("the other side reset the connection");
    }
    return says(cause, "Connection was closed")
        ? Optional.of("the other side closed the connection")
        : Optional.empty();
  }

  private static boolean says(Throwable cause, String words) {
    return own(cause).contains(words);
  }

  private static String own(Throwable cause) {
    return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
  }
}
