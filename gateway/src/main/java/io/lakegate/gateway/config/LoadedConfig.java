package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A valid configuration, and the account of how it came about.
 *
 * @param config what the gateway runs with
 * @param entries every value with its source, in the order of the reference file
 */
public record LoadedConfig(GatewayConfig config, List<ConfigEntry> entries) {

  /** Copies the entries. */
  public LoadedConfig {
    requireNonNull(config, "config");
    entries = List.copyOf(entries);
  }
}
