package io.lakegate.sdk.limit;

/** The permit of an attempt that did not have to queue; one instance serves a whole limiter. */
final class OpenPermit implements Permit {

  private final RateLimiter limiter;

  OpenPermit(RateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  public void success(long nowNanos) {}

  @Override
  public void ignore(long nowNanos) {}

  @Override
  public void dropped(long nowNanos) {
    limiter.onThrottled(nowNanos);
  }
}
