package io.lakegate.sandbox.limit;

import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/**
 * A token bucket whose burst is its rate a second. It starts full.
 *
 * <p>Threading: confined to the event loop.
 */
public final class RateLimit {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private final InstantSource clock;
  private double available;
  private Instant filled;

  /**
   * Creates a full bucket.
   *
   * @param perSecond requests a second; 0 for no limit
   * @param clock the source of the present
   */
  public RateLimit(int perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.available = perSecond;
    this.filled = clock.instant();
  }

  /**
   * Takes one request's share.
   *
   * @throws ApiProblem 429 with {@code Retry-After} when there is none left
   */
  public void take() {
    if (perSecond == 0) {
      return;
    }
    refill();
    if (available < 1) {
      throw new ApiProblem(
          429,
          Json.error(
              "REQUEST_LIMIT_EXCEEDED",
              "Current request rate exceeds the limit of " + perSecond + " requests per second"),
          Map.of("Retry-After", "1"));
    }
    available--;
  }

  private void refill() {
    Instant now = clock.instant();
    if (now.isAfter(filled)) {
      double seconds = Duration.between(filled, now).toNanos() / NANOS_PER_SECOND;
      available = Math.min(perSecond, available + seconds * perSecond);
    }
    filled = now;
  }
}
