package io.lakegate.gateway.config;

import io.lakegate.sdk.catalog.Catalog;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Makes one configuration out of flags, environment, file and defaults, each stronger than the
 * next.
 */
public final class ConfigLoader {

  private ConfigLoader() {}

  /**
   * Loads the configuration.
   *
   * @param inputs what to load it from
   * @return the configuration with the source of every value
   * @throws InvalidConfigException if anything is wrong, with all of it; trying again without a
   *     change is of no use
   */
  public static LoadedConfig load(ConfigInputs inputs) {
    var read = Read.of(inputs);
    CrossChecks.run(read.settings, read.listeners.listeners(), read.problems);
    var catalog = CatalogFiles.read(read.settings, read.path, read.problems);
    return loaded(read, catalog);
  }

  /** Loads what {@link #load} does, without looking at the files of the catalog. */
  static LoadedConfig withoutCatalog(ConfigInputs inputs) {
    var read = Read.of(inputs);
    CrossChecks.run(read.settings, read.listeners.listeners(), read.problems);
    return loaded(read, Optional.empty());
  }

  private static LoadedConfig loaded(Read read, Optional<Catalog> catalog) {
    read.problems.throwIfAny();
    var entries = new ArrayList<>(read.settings.entries());
    entries.addAll(read.listeners.entries());
    entries.addAll(read.profiles.entries());
    return new LoadedConfig(config(read, catalog), entries);
  }

  /** The parts, each checked for itself. */
  private record Read(
      Optional<Path> path,
      Settings settings,
      ListenersSection listeners,
      ProfilesSection profiles,
      Problems problems) {

    static Read of(ConfigInputs inputs) {
      var problems = new Problems();
      var flags = new FlagLayer(inputs.flags());
      var environment = new EnvironmentLayer(inputs.environment());
      flags.reportUnknown(problems);
      environment.reportUnknown(problems);
      var path = file(inputs, problems);
      var file = FileLayer.read(path, inputs.files(), problems);
      var reader =
          new ValueReader(new Interpolation(inputs.environment(), inputs.files()), problems);
      var settings =
          Settings.read(
              key -> flags.value(key).or(() -> environment.value(key)).or(() -> file.value(key)),
              reader);
      var listeners = ListenersSection.read(file, reader, problems);
      return new Read(path, settings, listeners, ProfilesSection.read(file, reader), problems);
    }

    ProfilesConfig wanted() {
      return new ProfilesConfig(
          settings.get(Keys.PROFILE),
          settings.get(Keys.PROFILES_FROM_FILE) == ProfilesFromFile.ALL,
          profiles.profiles(),
          settings.get(Keys.REQUIRED_PROFILES));
    }
  }

  private static Optional<Path> file(ConfigInputs inputs, Problems problems) {
    if (inputs.file().isPresent()) {
      return inputs.file();
    }
    var named = inputs.environment().value(EnvironmentLayer.CONFIG_FILE);
    try {
      return named.map(Path::of);
    } catch (InvalidPathException e) {
      problems.add(
          "config",
          "environment " + EnvironmentLayer.CONFIG_FILE,
          "got " + Problems.quoted(named.orElse("")) + ", expected a path");
      return Optional.empty();
    }
  }

  private static GatewayConfig config(Read read, Optional<Catalog> catalog) {
    var settings = read.settings;
    return new GatewayConfig(
        new ListenersConfig(
            settings.get(Keys.LISTEN),
            read.listeners.listeners(),
            settings.get(Keys.ADMIN),
            settings.get(Keys.HEALTH)),
        read.wanted(),
        new GuardConfig(settings.get(Keys.ALLOWED_HOSTS), settings.get(Keys.ALLOWED_ORIGINS)),
        new LimitsConfig(
            settings.get(Keys.REQUESTS_PER_SECOND),
            settings.get(Keys.QUEUE_TIMEOUT),
            settings.get(Keys.QUEUE_SIZE)),
        forward(settings),
        new DrainConfig(
            settings.get(Keys.MIN_SIGTERM_DELAY),
            settings.get(Keys.MAX_SIGTERM_DELAY),
            settings.get(Keys.EXIT_ZERO_ON_SIGTERM)),
        new LogConfig(settings.get(Keys.LOG_FORMAT), settings.get(Keys.LOG_LEVEL)),
        settings.get(Keys.EVENT_LOOPS),
        catalog);
  }

  private static ForwardConfig forward(Settings settings) {
    return new ForwardConfig(
        settings.get(Keys.DATA_PATHS),
        settings.get(Keys.REPLAY_BUFFER),
        settings.get(Keys.RETRY_TIMEOUT),
        settings.get(Keys.CONNECT_TIMEOUT),
        settings.get(Keys.HTTP_TIMEOUT),
        settings.get(Keys.ANSWER_WITHIN),
        settings.get(Keys.MAX_HEADER_SIZE),
        settings.get(Keys.MAX_REQUEST_LINE),
        settings.get(Keys.CLIENT_IDLE_TIMEOUT),
        settings.get(Keys.MAX_ORIGIN_CONNECTIONS));
  }
}
