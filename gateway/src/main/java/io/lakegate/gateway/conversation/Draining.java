package io.lakegate.gateway.conversation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells conversations that the gateway is going, so that those which only wait can end.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Draining {

  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;

  /** Begins: wakes everybody who waits. */
  public void begin() {
    begun = true;
    listeners.forEach(Runnable::run);
  }

  /** Whether it has begun. */
  public boolean begun() {
    return begun;
  }

  /** Calls back when it begins, until the listener is removed. */
  void add(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }
}
