package io.lakegate.gateway.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The written forms of a {@link ListenAddress}. No name is looked up. */
final class AddressText {

  static final String EXPECTED =
      "an address such as 127.0.0.1:8484, [::1]:8484, 8484 (both loopback addresses)"
          + " or unix:/path, with a port from 0 to 65535";

  private static final Pattern TCP =
      Pattern.compile("(?:(?:(\\[[0-9A-Fa-f:.]+(?:%[\\w.-]+)?])|([\\w.-]*)):)?(\\d{1,5})");
  private static final Pattern OCTETS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9](?:[\\w-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[\\w-]*[A-Za-z0-9])?)*");

  private AddressText() {}

  static ListenAddress parse(String text) {
    var stripped = text.strip();
    return stripped.startsWith("unix:")
        ? unix(stripped.substring("unix:".length()))
        : tcp(withoutScheme(stripped));
  }

  static boolean isLoopbackIpv4(String host) {
    return host.startsWith("127.") && isIpv4(host);
  }

  private static ListenAddress unix(String path) {
    // unix:///run/x.sock is how curl-like tools and gRPC spell the same thing.
    var plain = path.startsWith("//") ? path.substring(2) : path;
    try {
      return new ListenAddress.Unix(Path.of(plain));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("expected unix: and an absolute path", e);
    }
  }

  private static String withoutScheme(String text) {
    if (text.startsWith("https://")) {
      throw new IllegalArgumentException(
          "expected http:// or no scheme: this version does not serve TLS");
    }
    if (!text.startsWith("http://")) {
      return text;
    }
    var rest = text.substring("http://".length());
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }

  private static ListenAddress tcp(String text) {
    var match = TCP.matcher(text);
    if (!match.matches() || Integer.parseInt(match.group(3)) > 65_535) {
      throw new IllegalArgumentException("expected " + EXPECTED);
    }
    var port = Integer.parseInt(match.group(3));
    var ipv6 = match.group(1);
    if (ipv6 != null) {
      return new ListenAddress.Tcp(ipv6(ipv6.substring(1, ipv6.length() - 1)), port);
    }
    var host = match.group(2) == null ? "" : match.group(2);
    return meansLoopback(host)
        ? new ListenAddress.Loopback(port)
        : new ListenAddress.Tcp(name(host), port);
  }

  private static boolean meansLoopback(String host) {
    return host.isEmpty() || host.equals("127.0.0.1") || host.equalsIgnoreCase("localhost");
  }

  private static String ipv6(String host) {
    // The long spelling of the loopback address is common enough to be read as what it is.
    return host.equals("0:0:0:0:0:0:0:1") ? "::1" : host;
  }

  private static String name(String host) {
    var digitsOnly = host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    if (digitsOnly ? !isIpv4(host) : !NAME.matcher(host).matches()) {
      throw new IllegalArgumentException("expected " + EXPECTED);
    }
    return host;
  }

  private static boolean isIpv4(String host) {
    if (!OCTETS.matcher(host).matches()) {
      return false;
    }
    for (var octet : host.split("\\.", -1)) {
      if (Integer.parseInt(octet) > 255) {
        return false;
      }
    }
    return true;
  }
}
