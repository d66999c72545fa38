package io.lakegate.gateway.forward;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which header fields cross the gateway. Names are compared without regard to case, and
 * with {@code _} read as {@code -}, since some servers read them so.
 *
 * <p>Hop-by-hop fields: RFC 9110 7.6.1. Those that a message nominates in {@code Connection} are
 * dropped with them, before anything is added.
 */
final class FieldFilter {

  private static final List<String> HOP_BY_HOP =
      List.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  /** What clients send and the origin must not get: credentials, and claims about who they are. */
  static final FieldFilter REQUEST =
      new FieldFilter(
          List.of(
              "host",
              "content-length",
              "expect",
              "authorization",
              "cookie",
              "x-api-key",
              "api-key",
              "forwarded",
              "x-real-ip",
              "via",
              "user-agent",
              "x-databricks-azure-sp-management-token",
              "x-databricks-gcp-sa-access-token",
              "x-databricks-azure-workspace-resource-id"),
          List.of("proxy-", "x-forwarded-", "lakegate-"));

  private static final List<String> NOT_FOR_LOOPBACK =
      List.of(
          "set-cookie", "set-cookie2", "strict-transport-security", "alt-svc", "clear-site-data");

  private static final List<String> NOT_FOR_CLIENTS =
      List.of("access-control-", "lakegate-", "proxy-");

  /** What origins send and a loopback host must not take over. */
  static final FieldFilter RESPONSE = new FieldFilter(NOT_FOR_LOOPBACK, NOT_FOR_CLIENTS);

  /**
   * What origins send after a body and must not, since a reader that adds it to the head would read
   * the message differently (RFC 9110 6.5.1), with what does not cross in a head either.
   */
  static final FieldFilter TRAILER =
      new FieldFilter(
          Stream.concat(
                  NOT_FOR_LOOPBACK.stream(),
                  Stream.of(
                      "age",
                      "authentication-info",
                      "authorization",
                      "cache-control",
                      "content-encoding",
                      "content-length",
                      "content-range",
                      "content-type",
                      "date",
                      "expires",
                      "host",
                      "location",
                      "retry-after",
                      "vary",
                      "warning",
                      "www-authenticate"))
              .toList(),
          NOT_FOR_CLIENTS);

  private final Set<String> names;
  private final List<String> prefixes;
  private final boolean[] firstLetters = new boolean[128];
  private final int longest;

  private FieldFilter(List<String> names, List<String> prefixes) {
    Set<String> all = new HashSet<>(HOP_BY_HOP);
    all.addAll(names);
    this.names = Set.copyOf(all);
    this.prefixes = prefixes;
    int max = 0;
    for (String name : all) {
      mark(name);
      max = Math.max(max, name.length());
    }
    prefixes.forEach(this::mark);
    longest = max;
  }

  private void mark(String name) {
    firstLetters[name.charAt(0)] = true;
    firstLetters[Character.toUpperCase(name.charAt(0))] = true;
  }

  /** Whether a field of this name stays behind. */
  boolean drops(String name) {
    if (name.isEmpty()) {
      return true;
    }
    char first = name.charAt(0);
    if (first >= firstLetters.length || !firstLetters[first]) {
      return false;
    }
    String canonical = canonical(name);
    if (canonical.length() <= longest && names.contains(canonical)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (canonical.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a field of this name stays behind in a message with these nominations. */
  boolean drops(String name, Set<String> nominated) {
    return drops(name) || (!nominated.isEmpty() && nominated.contains(canonical(name)));
  }

  /** The names that a message nominates in its Connection fields, canonical; empty as a rule. */
  static Set<String> nominated(MultiMap headers) {
    if (!headers.contains("connection")) {
      return Set.of();
    }
    Set<String> nominated = Set.of();
    for (String line : headers.getAll("connection")) {
      for (String name : line.split(",")) {
        String canonical = canonical(name.strip());
        if (!isUsual(canonical)) {
          nominated = nominated.isEmpty() ? new HashSet<>() : nominated;
          nominated.add(canonical);
        }
      }
    }
    return nominated;
  }

  private static boolean isUsual(String token) {
    return token.isEmpty() || token.equals("close") || HOP_BY_HOP.contains(token);
  }

  /** Lower case, with {@code _} as {@code -}. */
  static String canonical(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
