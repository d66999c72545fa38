package io.lakegate.sdk.limit;

import static io.lakegate.sdk.limit.Simulation.MILLI;
import static io.lakegate.sdk.limit.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limiter at 15 a second before an origin that allows less, in virtual time. */
final class AdaptationTest {

  private static final int CLIENTS = 40;

  private final Simulation world = new Simulation(LimitConfig.DEFAULT);
  private final List<Long> throttled = new ArrayList<>();
  private final List<Long> answered = new ArrayList<>();
  private final Random random = new Random(11);
  private Origin origin = _ -> true;

  @ParameterizedTest(name = "origin of {0}/s, burst {1}, round trip {2} ms")
  @CsvSource({
    "10, 10, 30",
    "10, 10, 300",
    "10, 1, 50",
    "10, 5, 80",
    "10, 0, 50",
    "8, 8, 50",
    "12, 12, 100",
    "5, 5, 50",
    "2, 2, 50"
  })
  void rate_originAllowsLess_throttledOnceIn20SecondsAndBackWithinAMinute(
      int perSecond, int burst, int roundTripMillis) {
    origin = burst == 0 ? new Window(perSecond) : new Bucket(perSecond, burst);
    for (int i = 0; i < CLIENTS; i++) {
      ClientKey key = ClientKey.connection(i + 1);
      world.at(random.nextLong(SECOND), _ -> ask(key, roundTripMillis * MILLI));
    }
    world.runUntil(SECOND * 600);

    List<Long> settled = throttled.stream().filter(nanos -> nanos > 60 * SECOND).toList();
    assertThat(settled).hasSizeGreaterThan(5);
    for (int i = 1; i < settled.size(); i++) {
      assertThat(settled.get(i) - settled.get(i - 1))
          .as("pause before the throttling at %d ms", settled.get(i) / MILLI)
          .isGreaterThan(20 * SECOND);
    }
    long used = answered.stream().filter(nanos -> nanos > 60 * SECOND).count();
    assertThat(used / 540.0).isBetween(perSecond * 0.75, perSecond * 1.0 + 0.1);

    origin = _ -> true;
    world.runUntil(SECOND * 660);
    assertThat(world.limiter.rate(world.now)).isEqualTo(15);
    answered.clear();
    world.runUntil(SECOND * 680);
    assertThat(answered.size() / 20.0).isBetween(14.9, 15.1);
  }

  private void ask(ClientKey key, long roundTrip) {
    world.admit(
        key,
        Priority.INTERACTIVE,
        permit ->
            world.after(
                roundTrip / 2,
                arrived -> {
                  boolean allowed = origin.allows(arrived);
                  world.after(roundTrip / 2, now -> end(key, roundTrip, permit, allowed, now));
                }));
  }

  private void end(ClientKey key, long roundTrip, Permit permit, boolean allowed, long now) {
    if (allowed) {
      permit.success(now);
      answered.add(now);
      ask(key, roundTrip);
    } else {
      permit.dropped(now);
      throttled.add(now);
      world.after(SECOND + random.nextLong(700 * MILLI), _ -> ask(key, roundTrip));
    }
  }

  private interface Origin {
    boolean allows(long nowNanos);
  }

  private static final class Bucket implements Origin {
    private final double perSecond;
    private final double burst;
    private double tokens;
    private long at;

    private Bucket(double perSecond, double burst) {
      this.perSecond = perSecond;
      this.burst = burst;
      this.tokens = burst;
    }

    @Override
    public boolean allows(long nowNanos) {
      tokens = Math.min(burst, tokens + (nowNanos - at) * perSecond / SECOND);
      at = nowNanos;
      boolean allowed = tokens >= 1;
      tokens -= allowed ? 1 : 0;
      return allowed;
    }
  }

  private static final class Window implements Origin {
    private final int perSecond;
    private long window;
    private int count;

    private Window(int perSecond) {
      this.perSecond = perSecond;
    }

    @Override
    public boolean allows(long nowNanos) {
      if (nowNanos / SECOND != window) {
        window = nowNanos / SECOND;
        count = 0;
      }
      return count++ < perSecond;
    }
  }
}
