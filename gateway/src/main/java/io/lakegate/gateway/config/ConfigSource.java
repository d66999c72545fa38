package io.lakegate.gateway.config;

import java.util.List;

/**
 * Where a running gateway reads its configuration anew.
 *
 * <p><b>Threading:</b> any thread but an event loop; it blocks.
 */
@FunctionalInterface
public interface ConfigSource {

  /**
   * The configuration as it stands now, but for the catalog: a look that is taken every few seconds
   * is to cost nothing, and a catalog is large.
   *
   * @throws InvalidConfigException if anything is wrong, with all of it
   */
  LoadedConfig load();

  /** What these inputs give. */
  static ConfigSource of(ConfigInputs inputs) {
    return () -> ConfigLoader.withoutCatalog(inputs);
  }

  /** A configuration that stands nowhere else. */
  static ConfigSource fixed(GatewayConfig config) {
    LoadedConfig loaded = new LoadedConfig(config, List.of());
    return () -> loaded;
  }
}
