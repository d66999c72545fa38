package io.lakegate.sdk.limit;

/**
 * Tokens that flow in at a rate up to as many as flow in during one second. Starts full. The rate
 * may differ at each refill; between two refills it is taken to change linearly.
 *
 * <p>Threading: guarded by its limiter's lock.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Absorbs rounding, so that a wake-up computed for a whole token finds it. */
  private static final double ROUNDING = 1e-9;

  private double rate;
  private double tokens;
  private long atNanos;

  TokenBucket(double rate, long nowNanos) {
    this.rate = rate;
    this.tokens = burst();
    this.atNanos = nowNanos;
  }

  /** Lets tokens flow in up to now; a reading before the last one adds none. */
  void refill(double newRate, long nowNanos) {
    long passed = nowNanos - atNanos;
    double mean = (rate + newRate) / 2;
    rate = newRate;
    if (passed > 0) {
      tokens += mean * passed / NANOS_PER_SECOND;
      atNanos = nowNanos;
    }
    tokens = Math.min(burst(), tokens);
  }

  boolean hasToken() {
    return isUnlimited() || tokens >= 1 - ROUNDING;
  }

  boolean isUnlimited() {
    return Double.isInfinite(rate);
  }

  void take() {
    tokens -= 1;
  }

  /** Starts afresh at another rate, full or empty. */
  void reset(double newRate, boolean full, long nowNanos) {
    rate = newRate;
    tokens = full ? burst() : Math.min(0, tokens);
    atNanos = nowNanos;
  }

  /** How long until this many tokens have come in, at the present rate. */
  long nanosUntil(double wanted) {
    double missing = wanted - tokens;
    return missing <= 0 ? 0 : (long) Math.ceil(missing / rate * NANOS_PER_SECOND);
  }

  private double burst() {
    return Math.max(1, rate);
  }
}
