package io.lakegate.sdk.config;

import java.net.URI;
import java.net.URISyntaxException;
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
    URI uri = origin(full.substring(0, authorityEnd));
    Map<String, String> query = query(full.substring(authorityEnd));
    return new HostAddress(address(uri), workspaceId(query), accountId(query));
  }

  /** Returns whether requests to it may go unencrypted, which is so on this machine only. */
  boolean mayBePlain() {
    URI uri = URI.create(address);
    return "https".equals(uri.getScheme()) || Loopback.isLoopback(uri);
  }

  private static URI origin(String text) {
    URI uri;
    try {
      uri = new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      String rest = text.substring(text.indexOf("://") + 3);
      boolean empty = rest.isEmpty() || rest.startsWith(":");
      throw new IllegalArgumentException(empty ? "no host configured" : "it is no address", e);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("its scheme is neither https nor http");
    }
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      String what = uri.getHost() == null ? "no host configured" : "it holds a user name";
      throw new IllegalArgumentException(what);
    }
    if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
      throw new IllegalArgumentException("its port is not between 1 and 65535");
    }
    return uri;
  }

  private static String address(URI uri) {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean usual = scheme.equals("https") && uri.getPort() == HTTPS_PORT;
    String port = uri.getPort() < 0 || usual ? "" : ":" + uri.getPort();
    return scheme + "://" + uri.getHost() + port;
  }

  private static Map<String, String> query(String rest) {
    int start = rest.indexOf('?');
    Map<String, String> query = new HashMap<>();
    if (start < 0) {
      return query;
    }
    String text = rest.substring(start + 1, firstOf("#", rest, start));
    for (String pair : text.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0 && equals < pair.length() - 1) {
        query.putIfAbsent(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return query;
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
