package io.lakegate.gateway.guard;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names under which the gateway may be addressed, on any port. A page reached through DNS
 * rebinding sends its own name here, and no {@code Sec-Fetch} fields: for it, this check is the
 * only defence.
 */
public final class HostAllowlist {

  private static final List<String> OWN = List.of("localhost", "127.0.0.1", "[::1]");

  private final Set<String> names;

  /**
   * Creates an allowlist.
   *
   * @param configured further names, exact, without a port
   */
  public HostAllowlist(List<String> configured) {
    names =
        Stream.concat(OWN.stream(), configured.stream().map(name -> name.toLowerCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Checks the Host field of a request.
   *
   * @throws GatewayException {@code BAD_HOST} or {@code HOST_NOT_ALLOWED}
   */
  public void check(MultiMap headers) {
    List<String> hosts = headers.getAll("host");
    if (hosts.size() != 1) {
      throw new GatewayException(
          ProblemCode.BAD_HOST,
          "The request has "
              + (hosts.isEmpty() ? "no Host field" : "more than one Host field")
              + "; exactly one is expected (RFC 9112 3.2).");
    }
    String host = hosts.getFirst();
    int nameEnd = nameEnd(host);
    if (nameEnd <= 0 || !validPort(host, nameEnd)) {
      throw new GatewayException(
          ProblemCode.BAD_HOST,
          "The Host field is not a host with an optional port, such as localhost:8484.");
    }
    String name = host.substring(0, nameEnd);
    if (!names.contains(name) && !names.contains(name.toLowerCase(Locale.ROOT))) {
      throw new GatewayException(
          ProblemCode.HOST_NOT_ALLOWED,
          "The Host field names a host that this gateway does not answer to. Address it as"
              + " localhost, 127.0.0.1 or [::1], or add the name to 'guard.allowed-hosts'.");
    }
  }

  /** The end of the name, or −1 where there is no valid one. */
  private static int nameEnd(String host) {
    if (host.startsWith("[")) {
      int close = host.indexOf(']');
      return close > 1 && allIn(host, 1, close, ":.%") ? close + 1 : -1;
    }
    int colon = host.indexOf(':');
    int end = colon < 0 ? host.length() : colon;
    return allIn(host, 0, end, "-._") ? end : -1;
  }

  private static boolean allIn(String text, int from, int to, String others) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!alphanumeric(c) && others.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean validPort(String host, int nameEnd) {
    if (nameEnd == host.length()) {
      return true;
    }
    int digits = host.length() - nameEnd - 1;
    if (host.charAt(nameEnd) != ':' || digits > 5) {
      return false;
    }
    int port = 0;
    for (int i = nameEnd + 1; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      port = port * 10 + (c - '0');
    }
    return port <= 65_535;
  }
}
