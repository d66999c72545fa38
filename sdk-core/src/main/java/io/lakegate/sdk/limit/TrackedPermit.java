package io.lakegate.sdk.limit;

import java.util.concurrent.atomic.AtomicBoolean;

/** The permit of an attempt that queued; its end tells when the client became idle. */
final class TrackedPermit implements Permit {

  private final RateLimiter limiter;
  private final Client client;
  private final AtomicBoolean ended = new AtomicBoolean();

  TrackedPermit(RateLimiter limiter, Client client) {
    this.limiter = limiter;
    this.client = client;
  }

  @Override
  public void success(long nowNanos) {
    end(nowNanos);
  }

  @Override
  public void ignore(long nowNanos) {
    end(nowNanos);
  }

  @Override
  public void dropped(long nowNanos) {
    if (end(nowNanos)) {
      limiter.onThrottled(nowNanos);
    }
  }

  private boolean end(long nowNanos) {
    boolean first = ended.compareAndSet(false, true);
    if (first) {
      limiter.ended(client, nowNanos);
    }
    return first;
  }
}
