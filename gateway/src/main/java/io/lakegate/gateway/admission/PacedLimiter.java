package io.lakegate.gateway.admission;

import io.lakegate.sdk.limit.Admission;
import io.lakegate.sdk.limit.RateLimiter;
import io.lakegate.sdk.limit.Ticket;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A bucket with a timer that runs while anything waits.
 *
 * <p><b>Threading:</b> any thread.
 */
final class PacedLimiter {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final RateLimiter limiter;
  private final AtomicBoolean ticking = new AtomicBoolean();

  PacedLimiter(Vertx vertx, RateLimiter limiter) {
    this.vertx = vertx;
    this.limiter = limiter;
  }

  Admission request(RateLimiter.Request request) {
    Admission admission = limiter.request(request, System.nanoTime());
    if (admission instanceof Admission.Queued) {
      tick();
    }
    return admission;
  }

  void cancel(Ticket ticket) {
    limiter.cancel(ticket);
  }

  private void tick() {
    if (ticking.compareAndSet(false, true)) {
      schedule();
    }
  }

  private void schedule() {
    long nanos = limiter.nextPermitNanos(System.nanoTime());
    vertx.setTimer(Math.max(1, nanos / NANOS_PER_MILLI + 1), _ -> drain());
  }

  private void drain() {
    limiter.drain(System.nanoTime());
    if (limiter.queued() > 0) {
      schedule();
      return;
    }
    ticking.set(false);
    // Somebody may have queued between the look and the flag.
    if (limiter.queued() > 0) {
      tick();
    }
  }
}
