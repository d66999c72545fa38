package io.lakegate.sdk.config;

import java.util.Locale;
import java.util.Optional;

/** What a host serves, which decides where its OAuth endpoints are. */
public enum HostKind {
  /** One workspace; also everything that is not recognised as something else. */
  WORKSPACE,
  /** The account console. */
  ACCOUNT,
  /** Account and workspaces under one name; only the host's own metadata can tell. */
  UNIFIED;

  /**
   * Tells the kind from the address alone: {@code https://accounts.} and {@code
   * https://accounts-dod.} begin account hosts, with exactly this scheme.
   */
  static HostKind ofAddress(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    boolean account =
        lower.startsWith("https://accounts.") || lower.startsWith("https://accounts-dod.");
    return account ? ACCOUNT : WORKSPACE;
  }

  /** Finds the kind that a host's metadata names, in any case. */
  public static Optional<HostKind> named(String name) {
    for (HostKind kind : values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
