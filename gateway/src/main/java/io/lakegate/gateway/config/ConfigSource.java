package io.lakegate.gateway.config;

/**
 * Where a running gateway reads its configuration anew.
 *
 * <p><b>Threading:</b> any thread but an event loop; it blocks.
 */
public interface ConfigSource {

  /**
   * All of it, as it stands now.
   *
   * @throws InvalidConfigException if anything is wrong, with all of it
   */
  GatewayConfig load();

  /**
   * What it says of profiles, and no more: a look that is taken every few seconds is to cost
   * nothing, and a catalog is large.
   *
   * @throws InvalidConfigException if that cannot be read
   */
  ProfilesConfig profiles();

  /** What these inputs give. */
  static ConfigSource of(ConfigInputs inputs) {
    return new ConfigSource() {
      @Override
      public GatewayConfig load() {
        return ConfigLoader.load(inputs).config();
      }

      @Override
      public ProfilesConfig profiles() {
        return ConfigLoader.profiles(inputs);
      }
    };
  }

  /** A configuration that stands nowhere else. */
  static ConfigSource fixed(GatewayConfig config) {
    return new ConfigSource() {
      @Override
      public GatewayConfig load() {
        return config;
      }

      @Override
      public ProfilesConfig profiles() {
        return config.profiles();
      }
    };
  }
}
