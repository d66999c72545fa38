package io.lakegate.sdk.limit;

import io.lakegate.sdk.limit.Admission.Settled;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place in a limiter's queue.
 *
 * <p>Threading: any thread may register the listener while any other drains the limiter; the
 * listener runs exactly once, on whichever came second, outside all locks.
 */
public final class Ticket {

  private final Client client;
  private final Priority priority;
  private final long sinceNanos;
  private final long deadlineNanos;

  /** Guarded by the limiter's lock. */
  private boolean waiting = true;

  private @Nullable Settled outcome;
  private @Nullable Consumer<? super Settled> listener;

  Ticket(Client client, Priority priority, long sinceNanos, long deadlineNanos) {
    this.client = client;
    this.priority = priority;
    this.sinceNanos = sinceNanos;
    this.deadlineNanos = deadlineNanos;
  }

  /**
   * Registers who is told of the permit or the rejection; if there is one already, it is told at
   * once. A cancelled ticket tells nothing. The listener hops to its own thread by itself.
   *
   * @throws IllegalStateException if a listener is registered already
   */
  public void onSettled(Consumer<? super Settled> newListener) {
    Settled known;
    synchronized (this) {
      if (listener != null) {
        throw new IllegalStateException("a ticket has one listener");
      }
      listener = newListener;
      known = outcome;
    }
    if (known != null) {
      newListener.accept(known);
    }
  }

  /** The clock's reading when the wait began. */
  public long sinceNanos() {
    return sinceNanos;
  }

  /** Which queue it stands in. */
  public Priority priority() {
    return priority;
  }

  void settle(Settled settled) {
    Consumer<? super Settled> told;
    synchronized (this) {
      outcome = settled;
      told = listener;
    }
    if (told != null) {
      told.accept(settled);
    }
  }

  Client client() {
    return client;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  boolean isWaiting() {
    return waiting;
  }

  void leave() {
    waiting = false;
  }
}
