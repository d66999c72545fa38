package io.lakegate.gateway.conversation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells conversations that the gateway is going, so that those which only wait can end, and, when
 * the time for the others is over, that they are about to be cut.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Draining {

  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> cuts = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;
  private volatile boolean over;

  /** Begins: wakes everybody who waits. */
  public void begin() {
    begun = true;
    listeners.forEach(Runnable::run);
  }

  /** Whether it has begun. */
  public boolean begun() {
    return begun;
  }

  /** Ends: what is still under way has a moment left for its last words. */
  public void end() {
    over = true;
    cuts.forEach(Runnable::run);
  }

  /** Whether it is over. */
  boolean over() {
    return over;
  }

  /** Calls back when it is over, at once if it is, until the callback is removed. */
  void addCut(Runnable cut) {
    cuts.add(cut);
    if (over) {
      cut.run();
    }
  }

  void removeCut(Runnable cut) {
    cuts.remove(cut);
  }

  /** Calls back when it begins, until the listener is removed. */
  void add(Runnable listener) {
    listeners.add(listener);
  }

  void remove(Runnable listener) {
    listeners.remove(listener);
  }
}
