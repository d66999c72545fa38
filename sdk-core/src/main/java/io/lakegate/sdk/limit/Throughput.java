package io.lakegate.sdk.limit;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts attempts per second, cheaply.
 *
 * <p>Threading: counting takes no lock but for once a second.
 */
final class Throughput {

  private static final long WINDOW_NANOS = 1_000_000_000;

  private final LongAdder total = new LongAdder();
  private volatile long windowNanos;
  private long atWindow;
  private double lastPerSecond;

  Throughput(long nowNanos) {
    windowNanos = nowNanos;
  }

  void count(long nowNanos) {
    total.increment();
    if (nowNanos - windowNanos >= WINDOW_NANOS) {
      roll(nowNanos);
    }
  }

  /** Attempts per second in the last whole window, or in the present one if that is more. */
  synchronized double perSecond(long nowNanos) {
    long passed = Math.max(WINDOW_NANOS, nowNanos - windowNanos);
    double present = (total.sum() - atWindow) * (double) WINDOW_NANOS / passed;
    return passed < 2 * WINDOW_NANOS ? Math.max(lastPerSecond, present) : present;
  }

  private synchronized void roll(long nowNanos) {
    long passed = nowNanos - windowNanos;
    if (passed >= WINDOW_NANOS) {
      long sum = total.sum();
      lastPerSecond = (sum - atWindow) * (double) WINDOW_NANOS / passed;
      atWindow = sum;
      windowNanos = nowNanos;
    }
  }
}
