package io.lakegate.sdk.retry;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many exchanges may be retrying at once, so that an origin in trouble is not buried
 * under retries: a share of the exchanges in flight, and a minimum that is always allowed. The
 * caller need not count retries that something else bounds, such as those after throttling where a
 * rate limiter slows down at each 429.
 *
 * <p>An exchange holds one slot from the moment its resend is decided until that attempt ends.
 *
 * <p>Threading: safe for any number of threads; two atomic counters, no locks.
 */
public final class RetryBudget {

  private final double share;
  private final int minimum;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();

  /** A budget with this configuration's share and minimum. */
  public RetryBudget(RetryConfig config) {
    this.share = config.budgetShare();
    this.minimum = config.budgetMinimum();
  }

  /** An exchange begins; every one is ended by {@link #exchangeEnded}. */
  public void exchangeStarted() {
    exchanges.incrementAndGet();
  }

  /** An exchange is over. */
  public void exchangeEnded() {
    exchanges.decrementAndGet();
  }

  /** Takes a slot for one retry, to be given back by {@link #release}; false when none is left. */
  public boolean tryAcquire() {
    int taken = retries.get();
    while (taken < allowed()) {
      if (retries.compareAndSet(taken, taken + 1)) {
        return true;
      }
      taken = retries.get();
    }
    return false;
  }

  /** Gives back the slot of a retry that ended. */
  public void release() {
    retries.decrementAndGet();
  }

  /** How many exchanges may be retrying now. */
  public int allowed() {
    return Math.max(minimum, (int) (exchanges.get() * share));
  }

  /** How many exchanges are retrying now. */
  public int inUse() {
    return retries.get();
  }
}
