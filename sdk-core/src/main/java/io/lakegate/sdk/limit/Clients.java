package io.lakegate.sdk.limit;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The clients that a limiter remembers: all that wait or have an attempt under way after waiting,
 * and the latest of those that are idle.
 *
 * <p>Threading: guarded by its limiter's lock.
 */
final class Clients {

  private static final int IDLE_KEPT = 1024;

  /** A client that pauses less than this, or than the time of one permit, is no polite one. */
  private static final long LEAST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private final Map<ClientKey, Client> active = new HashMap<>();
  private final Map<ClientKey, Client> idle = new LinkedHashMap<>();

  /** The client of this key, remembered or not; it stays with the idle ones until it waits. */
  Client find(ClientKey key) {
    Client known = active.get(key);
    if (known == null) {
      known = idle.get(key);
    }
    return known == null ? new Client(key) : known;
  }

  /** The lane in which a client's next attempt waits. */
  Lane lane(Client client, double rate, long nowNanos) {
    if (active.containsKey(client.key())) {
      return Lane.BUSY;
    }
    if (!idle.containsKey(client.key())) {
      return Lane.UNKNOWN;
    }
    long pause = Math.max(LEAST_PAUSE_NANOS, (long) (1e9 / rate));
    return client.idleNanos(nowNanos) >= pause ? Lane.RETURNING : Lane.BUSY;
  }

  /** The client waits from now on. */
  void activate(Client client) {
    idle.remove(client.key());
    active.put(client.key(), client);
  }

  /** Moves a client to the idle ones if it neither waits nor has an attempt under way. */
  void rest(Client client, long nowNanos) {
    if (client.isIdle()) {
      active.remove(client.key());
      client.idleSince(nowNanos);
      idle.put(client.key(), client);
      if (idle.size() > IDLE_KEPT) {
        idle.remove(idle.keySet().iterator().next());
      }
    }
  }
}
