package io.lakegate.gateway.config;

import io.lakegate.gateway.config.ListenAddress.Loopback;
import io.lakegate.gateway.config.ListenAddress.Tcp;
import io.lakegate.sdk.time.DurationText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks values that are right each by itself and may be wrong together. */
final class CrossChecks {

  private final Settings settings;
  private final Problems problems;
  private final Map<String, String> bound = new HashMap<>();

  private CrossChecks(Settings settings, Problems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  static void run(Settings settings, List<PinnedListener> pinned, Problems problems) {
    var checks = new CrossChecks(settings, problems);
    checks.drainFits();
    checks.addressesDiffer(pinned);
  }

  private void drainFits() {
    var min = settings.get(Keys.MIN_SIGTERM_DELAY);
    var max = settings.get(Keys.MAX_SIGTERM_DELAY);
    if (areSound(Keys.MIN_SIGTERM_DELAY, Keys.MAX_SIGTERM_DELAY) && min.compareTo(max) > 0) {
      problems.add(
          Keys.MIN_SIGTERM_DELAY.name(),
          settings.source(Keys.MIN_SIGTERM_DELAY),
          "got "
              + DurationText.text(min)
              + ", expected no more than max-sigterm-delay, which is "
              + DurationText.text(max));
    }
  }

  private void addressesDiffer(List<PinnedListener> pinned) {
    if (settings.isSound(Keys.LISTEN)) {
      settings.get(Keys.LISTEN).forEach(address -> claim(Keys.LISTEN, address));
    }
    if (settings.isSound(Keys.ADMIN)) {
      settings.get(Keys.ADMIN).ifPresent(address -> claim(Keys.ADMIN, address));
    }
    if (settings.isSound(Keys.HEALTH)) {
      settings.get(Keys.HEALTH).ifPresent(address -> claim(Keys.HEALTH, address));
    }
    for (var listener : pinned) {
      var key = FileLayer.LISTENERS + "." + listener.name() + ".listen";
      claim(key, FileLayer.LISTENERS, listener.address());
    }
  }

  private void claim(ConfigKey<?> key, ListenAddress address) {
    claim(key.name(), settings.source(key), address);
  }

  private void claim(String key, String source, ListenAddress address) {
    for (var socket : sockets(address)) {
      var owner = bound.putIfAbsent(socket, key);
      if (owner != null) {
        problems.add(key, source, socket + " is already taken by " + owner);
        return;
      }
    }
  }

  /**
   * The sockets an address binds that nothing else may bind; a free port clashes with nothing.
   *
   * <p>No pattern switch: its first use in a process costs some 20 ms, and this runs at every
   * start.
   */
  private static List<String> sockets(ListenAddress address) {
    if (address instanceof Loopback(int port)) {
      return port == 0
          ? List.of()
          : Loopback.HOSTS.stream().map(host -> new Tcp(host, port).toString()).toList();
    }
    return address instanceof Tcp tcp && tcp.port() == 0 ? List.of() : List.of(address.toString());
  }

  private boolean areSound(ConfigKey<?> first, ConfigKey<?> second) {
    return settings.isSound(first) && settings.isSound(second);
  }
}
