package io.lakegate.gateway.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where a listener binds: both loopback addresses, one TCP address, or a Unix socket.
 *
 * <p>The text form of each is one that {@link #parse} reads back as the same address.
 */
public sealed interface ListenAddress {

  /**
   * The same port on {@code 127.0.0.1} and on {@code [::1]}. Every way to write the IPv4 loopback
   * address, {@code localhost} or a port alone means this.
   *
   * @param port the port, or 0 for a free one that is the same for both
   */
  record Loopback(int port) implements ListenAddress {

    /** The addresses to bind, in order; the second may be missing on a machine without IPv6. */
    public static final List<String> HOSTS = List.of("127.0.0.1", "::1");

    /** Checks the port. */
    public Loopback {
      checkPort(port);
    }

    @Override
    public boolean isLoopback() {
      return true;
    }

    @Override
    public String toString() {
      return "127.0.0.1:" + port;
    }
  }

  /**
   * One TCP address and nothing else.
   *
   * @param host an IP address or a name, lower case; an IPv6 address without brackets
   * @param port the port, or 0 for a free one
   */
  record Tcp(String host, int port) implements ListenAddress {

    /** Checks the port and lowers the host's case. */
    public Tcp {
      host = host.toLowerCase(Locale.ROOT);
      checkPort(port);
    }

    @Override
    public boolean isLoopback() {
      return host.equals("::1") || AddressText.isLoopbackIpv4(host);
    }

    @Override
    public String toString() {
      return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /**
   * A Unix domain socket.
   *
   * @param path the socket's path, absolute
   */
  record Unix(Path path) implements ListenAddress {

    /** Checks that the path does not depend on where the gateway was started. */
    public Unix {
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException("a Unix socket needs an absolute path: " + path);
      }
    }

    @Override
    public boolean isLoopback() {
      return true;
    }

    @Override
    public String toString() {
      return "unix:" + path;
    }
  }

  /**
   * Reads an address: {@code 127.0.0.1:8484}, {@code localhost:8484}, {@code [::1]:8484}, {@code
   * :8484}, {@code 8484}, any of them after {@code http://}, or {@code unix:/path}.
   *
   * @param text the address as written
   * @return the address
   * @throws IllegalArgumentException if the text has none of these forms; the message says what was
   *     expected
   */
  static ListenAddress parse(String text) {
    return AddressText.parse(text);
  }

  /**
   * Whether only this machine can reach the address.
   *
   * @return true for loopback addresses and Unix sockets
   */
  boolean isLoopback();

  private static void checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535: " + port);
    }
  }
}
