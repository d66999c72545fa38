package io.lakegate.sdk.config;

import java.net.URI;

/**
 * Whom an address names. {@link URI#getHost} knows only names by RFC 952; those in use may also
 * hold underscores, or labels that begin with a digit or end with a hyphen.
 *
 * @param host the name, or the address, one of IPv6 in brackets; empty if there is none
 * @param port the port, or -1 if the address names none
 */
public record HostPort(String host, int port) {

  /** Takes both from an address; a user's name before them is left out. */
  public static HostPort of(URI uri) {
    String authority = uri.getRawAuthority();
    if (uri.getHost() != null || authority == null) {
      return new HostPort(uri.getHost() == null ? "" : uri.getHost(), uri.getPort());
    }
    String named = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = named.lastIndexOf(':');
    String digits = colon < 0 ? "" : named.substring(colon + 1);
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : -1;
    return new HostPort(colon < 0 ? named : named.substring(0, colon), port);
  }

  /** Returns the port to connect to: where none is named, that of the scheme. */
  public static int portOf(URI uri) {
    int named = of(uri).port();
    return named >= 0 ? named : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }
}
