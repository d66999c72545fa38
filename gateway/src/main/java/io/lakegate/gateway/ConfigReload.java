package io.lakegate.gateway;

import io.lakegate.gateway.config.ConfigEntry;
import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.InvalidConfigException;
import io.lakegate.gateway.config.LoadedConfig;
import io.lakegate.gateway.config.LogLevel;
import io.lakegate.gateway.config.SettingChanges;
import io.lakegate.gateway.observe.Logging;
import io.lakegate.gateway.profiles.LiveProfiles;
import io.lakegate.gateway.profiles.ProfileChanges;
import io.lakegate.gateway.profiles.ProfileConfigs;
import io.lakegate.sdk.credential.CredentialContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration anew when the files that it stands in have changed, or when it is asked
 * to. What can be used is taken over, profile by profile; what cannot is told in the log, and stays
 * as it was.
 *
 * <p>Files are read, not watched: secrets are mounted, linked and renamed in ways that no watch
 * tells of, and they are small.
 *
 * <p><b>Threading:</b> any thread but an event loop; it blocks.
 */
final class ConfigReload {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigReload.class);

  private final List<ConfigEntry> inForce;
  private final ConfigSource again;
  private final Surroundings surroundings;
  private final CredentialContext context;
  private final LiveProfiles served;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Object> last;
  private LogLevel level;
  private Set<String> told = Set.of();

  /**
   * What one look at the files gives.
   *
   * @param loaded the configuration, if it can be used
   * @param all everything, to be compared: what it is made of, or what is wrong with it
   */
  record Seen(Optional<LoadedConfig> loaded, List<Object> all) {

    /**
     * Looks before anything is resolved, so that no change between is missed.
     *
     * @throws InvalidConfigException if the configuration cannot be used
     */
    static Seen first(ConfigSource source, Surroundings surroundings) {
      LoadedConfig loaded = source.load();
      List<Object> all = new ArrayList<>(loaded.entries());
      all.addAll(
          new ProfileConfigs(loaded.config().profiles(), surroundings.resolver()).snapshot());
      return new Seen(Optional.of(loaded), all);
    }

    private static Seen now(ConfigSource source, Surroundings surroundings) {
      try {
        return first(source, surroundings);
      } catch (InvalidConfigException e) {
        return new Seen(Optional.empty(), List.copyOf(e.problems()));
      }
    }
  }

  /**
   * Creates it.
   *
   * @param start what was seen before {@code served} was resolved
   * @param level what the log tells
   */
  ConfigReload(
      Seen start,
      LogLevel level,
      ConfigSource again,
      Surroundings surroundings,
      CredentialContext context,
      LiveProfiles served) {
    this.inForce = start.loaded().map(LoadedConfig::entries).orElse(List.of());
    this.last = start.all();
    this.level = level;
    this.again = again;
    this.surroundings = surroundings;
    this.context = context;
    this.served = served;
  }

  /** Looks whether anything has changed; while one looks, others need not. */
  void look() {
    if (lock.tryLock()) {
      try {
        Seen now = Seen.now(again, surroundings);
        boolean changed = !now.all().equals(last);
        last = now.all();
        if (changed) {
          take(now, false);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Reads everything anew, changed or not, and says so. */
  void now() {
    lock.lock();
    try {
      Seen now = Seen.now(again, surroundings);
      last = now.all();
      told = Set.of();
      take(now, true);
    } finally {
      lock.unlock();
    }
  }

  private void take(Seen now, boolean asked) {
    now.loaded()
        .ifPresentOrElse(
            loaded -> take(loaded, asked),
            () ->
                warn(
                    List.of(
                        "the changed configuration cannot be used: "
                            + now.all().stream()
                                .map(Object::toString)
                                .collect(Collectors.joining("; ")))));
  }

  private void take(LoadedConfig loaded, boolean asked) {
    ProfileChanges changes =
        served.renew(
            loaded.config(),
            surroundings.resolver(),
            context,
            origin -> OwnOrigins.problem(loaded.config().listeners(), origin));
    List<String> problems = new ArrayList<>(changes.problems());
    problems.addAll(SettingChanges.needingNewStart(inForce, loaded.entries()));
    boolean other = takeLevel(loaded.config().log().level());
    tell(changes);
    if (asked && changes.isEmpty() && !other) {
      LOG.info("the configuration was read anew; nothing has changed");
    }
    warn(problems);
  }

  private boolean takeLevel(LogLevel now) {
    boolean other = now != level;
    if (other) {
      Logging.tell(now);
      LOG.info("log.level changed from {} to {}", level, now);
      level = now;
    }
    return other;
  }

  private static void tell(ProfileChanges changes) {
    if (!changes.changed().isEmpty()) {
      List<String> names = changes.changed().keySet().stream().sorted().toList();
      String what =
          names.stream()
              .map(name -> name + ": " + String.join(", ", changes.changed().get(name)))
              .collect(Collectors.joining("; "));
      LOG.atInfo()
          .addKeyValue("profiles", String.join(",", names))
          .addKeyValue("changed", what)
          .log("profiles have changed");
    }
    changes.added().forEach(name -> LOG.info("the profile {} is served from now on", name));
    changes.removed().forEach(name -> LOG.info("the profile {} is not served any more", name));
  }

  /** Each once, as long as it holds. */
  private void warn(List<String> problems) {
    problems.stream().filter(problem -> !told.contains(problem)).forEach(LOG::warn);
    told = Set.copyOf(problems);
  }
}
