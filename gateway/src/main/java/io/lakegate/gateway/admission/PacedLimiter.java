package io.lakegate.gateway.admission;

import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.sdk.limit.Admission;
import io.lakegate.sdk.limit.LimitConfig;
import io.lakegate.sdk.limit.RateLimiter;
import io.lakegate.sdk.limit.Ticket;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A limiter with a timer that runs while anything waits.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PacedLimiter {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final RateLimiter limiter;
  private volatile LimitConfig config;
  private final AtomicBoolean ticking = new AtomicBoolean();

  PacedLimiter(Vertx vertx, RateLimiter limiter, LimitConfig config) {
    this.vertx = vertx;
    this.limiter = limiter;
    this.config = config;
  }

  /** Takes other numbers; who waits waits on under them. */
  void configure(LimitConfig other) {
    if (!other.equals(config)) {
      config = other;
      limiter.configure(other, System.nanoTime());
      limiter.drain(System.nanoTime());
    }
  }

  /** The longest wait for a permit. */
  long queueTimeoutNanos() {
    return config.queueTimeout().toNanos();
  }

  /**
   * Asks for a permit.
   *
   * @param maxWaitNanos the longest wait, where that is under the queue timeout
   */
  Admission request(ClientPresence client, long maxWaitNanos) {
    Admission admission =
        limiter.request(client.key(), client.priority(), System.nanoTime(), maxWaitNanos);
    if (admission instanceof Admission.Queued) {
      tick();
    }
    return admission;
  }

  /** Gives up a place in the queue. A permit that has just been given is still told. */
  void cancel(Ticket ticket) {
    limiter.cancel(ticket, System.nanoTime());
  }

  private void tick() {
    if (ticking.compareAndSet(false, true)) {
      schedule(limiter.nextWakeNanos(System.nanoTime()));
    }
  }

  private void schedule(long nanos) {
    vertx.setTimer(nanos / NANOS_PER_MILLI + 1, _ -> drain());
  }

  private void drain() {
    limiter.drain(System.nanoTime());
    long next = limiter.nextWakeNanos(System.nanoTime());
    if (next != Long.MAX_VALUE) {
      schedule(next);
      return;
    }
    ticking.set(false);
    // Somebody may have queued between the look and the flag.
    if (limiter.nextWakeNanos(System.nanoTime()) != Long.MAX_VALUE) {
      tick();
    }
  }
}
