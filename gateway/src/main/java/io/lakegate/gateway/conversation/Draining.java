package io.lakegate.gateway.conversation;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells conversations that the gateway is going, so that those which only wait can end, and, when
 * the time for the others is over, that they are about to be cut.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class Draining {

  /** The last line of a list gets out within it on a busy machine too. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  /** Of a short time to drain, so much is for last words. */
  private static final int LAST_PART = 4;

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

  /** After how much of the time there is for draining it {@linkplain #end ends}. */
  public static Duration beforeLastWords(Duration atMost) {
    Duration part = atMost.dividedBy(LAST_PART);
    return atMost.minus(part.compareTo(LAST_WORDS) < 0 ? part : LAST_WORDS);
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
