package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

/**
 * A listener that serves one profile and refuses any other.
 *
 * @param name the listener's own name, as written under {@code listeners:}
 * @param address where it listens
 * @param profile the one profile it serves
 */
public record PinnedListener(String name, ListenAddress address, String profile) {

  /** Checks that nothing is missing. */
  public PinnedListener {
    requireNonNull(name, "name");
    requireNonNull(address, "address");
    requireNonNull(profile, "profile");
  }
}
