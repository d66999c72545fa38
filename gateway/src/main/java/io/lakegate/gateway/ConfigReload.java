package io.lakegate.gateway;

import io.lakegate.gateway.config.ConfigEntry;
import io.lakegate.gateway.config.ConfigProblem;
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

  private final Seen start;
  private final ConfigSource again;
  private final Surroundings surroundings;
  private final CredentialContext context;
  private final LiveProfiles served;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Object> last;
  private LogLevel level;
  private Set<String> told = Set.of();

  /**
   * What is there to be seen before anything is resolved, so that no change between is missed.
   *
   * @param settings the settings in force
   * @param all everything, to be compared
   */
  record Seen(List<ConfigEntry> settings, List<Object> all) {

    static Seen now(ConfigSource source, Surroundings surroundings) {
      return new Seen(source.load().entries(), snapshot(source, surroundings));
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
    this.start = start;
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
        List<Object> now = snapshot(again, surroundings);
        boolean changed = !now.equals(last);
        last = now;
        if (changed) {
          load(false);
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
      last = snapshot(again, surroundings);
      told = Set.of();
      load(true);
    } finally {
      lock.unlock();
    }
  }

  private static List<Object> snapshot(ConfigSource source, Surroundings surroundings) {
    try {
      LoadedConfig loaded = source.load();
      List<Object> all = new ArrayList<>(loaded.entries());
      all.addAll(
          new ProfileConfigs(loaded.config().profiles(), surroundings.resolver()).snapshot());
      return all;
    } catch (InvalidConfigException e) {
      return List.copyOf(e.problems());
    }
  }

  private void load(boolean asked) {
    LoadedConfig loaded;
    try {
      loaded = again.load();
    } catch (InvalidConfigException e) {
      warn(List.of("the changed configuration cannot be used: %s".formatted(text(e))));
      return;
    }
    ProfileChanges changes =
        served.renew(
            loaded.config(),
            surroundings.resolver(),
            context,
            origin -> OwnOrigins.problem(loaded.config().listeners(), origin));
    List<String> problems = new ArrayList<>(changes.problems());
    problems.addAll(SettingChanges.needingNewStart(start.settings(), loaded.entries()));
    boolean other = takeLevel(loaded.config().log().level());
    tell(changes);
    if (asked && changes.isEmpty() && !other) {
      LOG.info("the configuration was read anew; nothing has changed");
    }
    warn(problems);
  }

  private static String text(InvalidConfigException e) {
    return e.problems().stream().map(ConfigProblem::toString).collect(Collectors.joining("; "));
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
          .log("the credentials were read anew");
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
