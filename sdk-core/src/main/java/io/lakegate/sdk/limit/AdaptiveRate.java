package io.lakegate.sdk.limit;

/**
 * The rate that an origin has been seen to bear: multiplied down when it throttles, then climbing
 * linearly, first back to where it was throttled, then on to the configured rate. Two slopes keep
 * throttling rare while the origin's limit stands and use a lifted one soon, however low the rate
 * had to go.
 *
 * <p>Threading: guarded by its limiter's lock.
 */
final class AdaptiveRate {

  /** The rate is never lowered under this, or under the configured rate where that is less. */
  private static final double FLOOR = 1;

  /** Without a configured rate, the limit is lifted at this multiple of where it was throttled. */
  private static final double LIFT = 4;

  private final double decrease;
  private final double windowNanos;
  private final double climbNanos;

  private double configured;
  private boolean slowed;
  private double ceiling;
  private double lowered;
  private long loweredNanos;

  AdaptiveRate(AimdConfig config, double configured) {
    this.decrease = config.decrease();
    this.windowNanos = config.window().toNanos();
    this.climbNanos = config.climb().toNanos();
    this.configured = configured;
  }

  double configured() {
    return configured;
  }

  void configure(double perSecond) {
    configured = perSecond;
  }

  /** The rate at a time, infinite for none. */
  double at(long nowNanos) {
    if (!slowed) {
      return configured;
    }
    double climbs = Math.max(0, nowNanos - loweredNanos) / climbNanos;
    if (climbs >= 2) {
      slowed = false;
      return configured;
    }
    double target = Double.isInfinite(configured) ? LIFT * ceiling : configured;
    double rate =
        climbs < 1
            ? lowered + (ceiling - lowered) * climbs
            : ceiling + (target - ceiling) * (climbs - 1);
    return Math.min(configured, rate);
  }

  /**
   * Lowers the rate, unless it was lowered within the window.
   *
   * @param observed attempts per second made of late, the base where there is no rate
   * @return whether it was lowered
   */
  boolean lower(double observed, long nowNanos) {
    if (slowed && nowNanos - loweredNanos < windowNanos) {
      return false;
    }
    double rate = at(nowNanos);
    ceiling = Double.isInfinite(rate) ? Math.max(FLOOR, observed) : rate;
    lowered = Math.min(ceiling, Math.max(ceiling * decrease, Math.min(FLOOR, configured)));
    loweredNanos = nowNanos;
    slowed = true;
    return true;
  }
}
