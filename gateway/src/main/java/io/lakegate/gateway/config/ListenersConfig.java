package io.lakegate.gateway.config;

import java.util.List;
import java.util.Optional;

/**
 * The addresses the gateway listens on.
 *
 * @param data addresses that serve the default profile and any other by name; never empty
 * @param pinned addresses that serve exactly one profile each
 * @param admin the admin listener, or empty when it is switched off
 * @param health the health listener, or empty when it is switched off
 */
public record ListenersConfig(
    List<ListenAddress> data,
    List<PinnedListener> pinned,
    Optional<ListenAddress> admin,
    Optional<ListenAddress> health) {

  /** Copies the lists and checks that there is somewhere to listen. */
  public ListenersConfig {
    data = List.copyOf(data);
    pinned = List.copyOf(pinned);
    if (data.isEmpty()) {
      throw new IllegalArgumentException("data must name at least one address");
    }
  }
}
