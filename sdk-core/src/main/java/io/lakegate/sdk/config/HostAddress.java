package io.lakegate.sdk.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A host as people write it, brought into the form {@code scheme://host[:port]}. What a browser's
 * address bar adds is dropped, except the ids in its query.
 *
 * @param address the normal form
 * @param workspaceId the workspace named by the query
 * @param accountId the account named by the query
 */
record HostAddress(String address, Optional<String> workspaceId, Optional<String> accountId) {

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*\\.?");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,9}");
  private static final int MAX_PORT = 65_535;
  private static final int HTTPS_PORT = 443;

  /**
   * Normalises a host.
   *
   * @throws IllegalArgumentException saying what is wrong, without the text itself
   */
  static HostAddress parse(String text) {
    String stripped = text.strip();
    String full = SCHEME.matcher(stripped).matches() ? stripped : "https://" + stripped;
    int authorityStart = full.indexOf("://") + 3;
    int authorityEnd = firstOf("/?#", full, authorityStart);
    String scheme = full.substring(0, authorityStart - 3).toLowerCase(Locale.ROOT);
    String address = address(scheme, full.substring(authorityStart, authorityEnd));
    Map<String, String> query = query(full.substring(authorityEnd));
    return new HostAddress(address, workspaceId(query), accountId(query));
  }

  /** Returns whether requests to it may go unencrypted, which is so on this machine only. */
  boolean mayBePlain() {
    URI uri = URI.create(address);
    return "https".equals(uri.getScheme()) || Loopback.isLoopback(uri);
  }

  private static String address(String scheme, String authority) {
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("its scheme is neither https nor http");
    }
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException("it holds a user name");
    }
    int colon = authority.indexOf(':', authority.lastIndexOf(']') + 1);
    String name = colon < 0 ? authority : authority.substring(0, colon);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("no host configured");
    }
    checkName(name);
    String port = colon < 0 ? "" : authority.substring(colon + 1);
    boolean usual = port.isEmpty() || (scheme.equals("https") && port(port) == HTTPS_PORT);
    return scheme + "://" + name + (usual ? "" : ":" + port(port));
  }

  /** What resolvers take, which is more than names of hosts by the book. */
  private static void checkName(String name) {
    if (!name.chars().allMatch(c -> c < 128)) {
      throw new IllegalArgumentException(
          "its name is not ASCII; write it as domain names are, with labels that begin with xn--");
    }
    if (!NAME.matcher(name).matches() && !isLiteral(name)) {
      throw new IllegalArgumentException("it is no address");
    }
  }

  private static boolean isLiteral(String name) {
    try {
      return name.startsWith("[") && new URI("https://" + name).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static int port(String text) {
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port == 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("its port is not between 1 and 65535");
    }
    return port;
  }

  /** As Go reads it: nothing behind a number sign, names and values decoded, the first one wins. */
  private static Map<String, String> query(String rest) {
    String path = rest.substring(0, firstOf("#", rest, 0));
    int start = path.indexOf('?');
    Map<String, String> query = new HashMap<>();
    if (start < 0) {
      return query;
    }
    for (String pair : path.substring(start + 1).split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.indexOf(';') < 0) {
        put(query, pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
  }

  private static void put(Map<String, String> query, String name, String value) {
    try {
      String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
      if (!decoded.isEmpty()) {
        query.putIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), decoded);
      }
    } catch (IllegalArgumentException e) {
      // Go leaves a pair out whose escapes are malformed.
      return;
    }
  }

  private static Optional<String> workspaceId(Map<String, String> query) {
    return first(query, "w").or(() -> numeric(query, "o")).or(() -> numeric(query, "workspace_id"));
  }

  private static Optional<String> accountId(Map<String, String> query) {
    return first(query, "a").or(() -> first(query, "account_id"));
  }

  private static Optional<String> numeric(Map<String, String> query, String name) {
    return first(query, name).filter(DIGITS.asMatchPredicate());
  }

  private static Optional<String> first(Map<String, String> query, String name) {
    return Optional.ofNullable(query.get(name));
  }

  private static int firstOf(String characters, String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }
}
