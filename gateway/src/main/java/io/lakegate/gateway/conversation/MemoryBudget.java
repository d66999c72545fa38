package io.lakegate.gateway.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory that whole bodies may take together, all conversations counted. Who reads a body
 * charges what has arrived; once the budget is spent, readers stop in the order in which they came
 * and go on when others release what they hold.
 *
 * <p>Bodies that are half read can release nothing, so that a budget spent on them alone would stop
 * them all. One reader at a time is therefore let through whatever is charged, until it releases
 * its body. Together they hold at most the budget, one largest body, and a chunk for each reader.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class MemoryBudget {

  /** The answers of polls are smaller, and are never held up by long lists. */
  private static final int NEVER_HELD_UP = 16 * 1024;

  /** What a reader that goes on is expected to charge before it can be stopped again. */
  private static final int CHUNK_BYTES = 64 * 1024;

  private static final int SHARE_OF_HEAP = 8;

  /** A page or an entity that is larger does not belong into the memory of a small process. */
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private final long budget;
  private final Deque<Share> waiting = new ArrayDeque<>();
  private long charged;
  private @Nullable Share letThrough;

  /**
   * Creates a budget.
   *
   * @param bytes how much may be charged before readers wait
   */
  public MemoryBudget(long bytes) {
    this.budget = bytes;
  }

  /** A budget of an eighth of the heap. */
  public static MemoryBudget ofHeap() {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /** The most bytes that one body may have. */
  int largestBody() {
    return (int) Math.min(LARGEST_BODY, budget);
  }

  /** Whether a reader has been stopped and waits for others to release what they hold. */
  boolean isAwaited() {
    synchronized (this) {
      return !waiting.isEmpty();
    }
  }

  /**
   * Begins a body.
   *
   * @param goOn called, on any thread, when a reader that was stopped may go on
   */
  Share share(Runnable goOn) {
    return new Share(goOn);
  }

  /** What one body has charged. */
  final class Share {

    private final Runnable goOn;
    private long bytes;
    private boolean stopped;
    private boolean released;

    private Share(Runnable goOn) {
      this.goOn = goOn;
    }

    /**
     * Charges what has arrived.
     *
     * @return whether to go on reading now
     */
    boolean charge(int arrived) {
      synchronized (MemoryBudget.this) {
        if (released) {
          return true;
        }
        bytes += arrived;
        charged += arrived;
        if (!stopped && charged > budget && bytes > NEVER_HELD_UP && !isLetThrough()) {
          stopped = true;
          waiting.add(this);
        }
        return !stopped;
      }
    }

    private boolean isLetThrough() {
      if (letThrough == null) {
        letThrough = this;
      }
      return letThrough == this;
    }

    /** Whether the reader has been told to stop, and not yet to go on. */
    boolean isStopped() {
      synchronized (MemoryBudget.this) {
        return stopped;
      }
    }

    /** The body is no longer held, or never will be. Does nothing the second time. */
    void release() {
      List<Share> going;
      synchronized (MemoryBudget.this) {
        if (released) {
          return;
        }
        released = true;
        stopped = false;
        waiting.remove(this);
        charged -= bytes;
        if (letThrough == this) {
          letThrough = null;
        }
        going = admit();
      }
      going.forEach(share -> share.goOn.run());
    }
  }

  private List<Share> admit() {
    List<Share> going = new ArrayList<>();
    long room = budget - charged;
    while (!waiting.isEmpty() && (room > 0 || letThrough == null)) {
      Share next = waiting.remove();
      if (room <= 0) {
        letThrough = next;
      }
      next.stopped = false;
      room -= CHUNK_BYTES;
      going.add(next);
    }
    return going;
  }
}
