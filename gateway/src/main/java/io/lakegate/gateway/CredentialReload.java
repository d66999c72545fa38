package io.lakegate.gateway;

import io.lakegate.gateway.config.ConfigSource;
import io.lakegate.gateway.config.InvalidConfigException;
import io.lakegate.gateway.config.ProfilesConfig;
import io.lakegate.gateway.profiles.ProfileConfigs;
import io.lakegate.gateway.profiles.Profiles;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.error.ConfigException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the credentials anew when the files that they stand in have changed, or when it is asked
 * to. What cannot be used is told in the log, and the credentials stay as they are.
 *
 * <p>Files are read, not watched: secrets are mounted, linked and renamed in ways that no watch
 * tells of, and they are small.
 *
 * <p><b>Threading:</b> any thread but an event loop; it blocks.
 */
final class CredentialReload {

  private static final Logger LOG = LoggerFactory.getLogger(CredentialReload.class);

  private final ConfigSource again;
  private final Surroundings surroundings;
  private final CredentialContext context;
  private final Profiles served;
  private final ReentrantLock lock = new ReentrantLock();

  /** What was seen last. */
  private List<Object> last;

  /**
   * Creates it.
   *
   * @param seen what {@link #seen} gave before {@code served} was resolved, so that no change
   *     between is missed
   */
  CredentialReload(
      List<Object> seen,
      ConfigSource again,
      Surroundings surroundings,
      CredentialContext context,
      Profiles served) {
    this.last = seen;
    this.again = again;
    this.surroundings = surroundings;
    this.context = context;
    this.served = served;
  }

  /** Looks whether anything has changed; while one looks, others need not. */
  void look() {
    if (lock.tryLock()) {
      try {
        List<Object> now = snapshot();
        boolean changed = !now.equals(last);
        last = now;
        if (changed) {
          load();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /** Reads everything anew, changed or not. */
  void now() {
    lock.lock();
    try {
      last = snapshot();
      load();
    } finally {
      lock.unlock();
    }
  }

  /** What the credentials of profiles are made of, as it stands now. */
  static List<Object> seen(ProfilesConfig profiles, Surroundings surroundings) {
    return new ProfileConfigs(profiles, surroundings.resolver()).snapshot();
  }

  private List<Object> snapshot() {
    try {
      return seen(again.profiles(), surroundings);
    } catch (InvalidConfigException e) {
      return List.of(e.problems().toString());
    }
  }

  private void load() {
    try {
      served.renewFrom(StartCheck.profiles(again.load(), surroundings, context));
      LOG.info("the credentials were read anew");
    } catch (InvalidConfigException e) {
      kept(e.problems().toString());
    } catch (ConfigException e) {
      kept(String.join("; ", StartCheck.texts(e)));
    }
  }

  private static void kept(String problems) {
    LOG.atWarn()
        .addKeyValue("error", problems)
        .log("the changed credentials cannot be used, and those in use stay");
  }
}
