package io.lakegate.sdk.limit;

import static io.lakegate.sdk.limit.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.limit.Admission.Granted;
import io.lakegate.sdk.limit.Admission.Queued;
import io.lakegate.sdk.limit.Admission.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is asked, cancelled, throttled or drained, the bucket's promise holds. */
final class BucketPropertyTest {

  private final List<Long> grants = new ArrayList<>();
  private final List<Ticket> tickets = new ArrayList<>();
  private int settledOrCancelled;
  private int queued;
  private long now;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void limiter_anyUse_neverExceedsBurstPlusRateInAnyWindow(long seed) {
    Random random = new Random(seed);
    double rate = random.nextBoolean() ? 1 + random.nextInt(40) : 0.3 + random.nextDouble() * 9;
    int size = random.nextInt(60);
    Duration timeout = Duration.ofMillis(random.nextInt(8000));
    RateLimiter limiter =
        new RateLimiter(new LimitConfig(rate, size, timeout, AimdConfig.DEFAULT), 0);
    for (int step = 0; step < 4000; step++) {
      now += (long) (random.nextExponential() * SECOND / rate / 3);
      act(limiter, random);
      assertThat(limiter.waiting(Priority.INTERACTIVE) + limiter.waiting(Priority.BULK))
          .isLessThanOrEqualTo(size)
          .isEqualTo(queued - settledOrCancelled);
    }
    assertNeverExceeds(rate);
    assertThat(grants).hasSizeGreaterThan(100);
  }

  private void act(RateLimiter limiter, Random random) {
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5 -> limiter.drain(now);
      case 6 -> cancelOne(limiter, random);
      case 7 -> {
        if (random.nextInt(10) == 0) {
          limiter.onThrottled(now);
        }
      }
      default -> ask(limiter, random);
    }
  }

  private void ask(RateLimiter limiter, Random random) {
    ClientKey client = ClientKey.connection(random.nextInt(8));
    Priority priority = random.nextBoolean() ? Priority.INTERACTIVE : Priority.BULK;
    switch (limiter.request(client, priority, now)) {
      case Granted granted -> granted(granted.permit(), random);
      case Rejected rejected -> assertThat(rejected.retryAfter().toSeconds()).isPositive();
      case Queued(Ticket ticket) -> {
        queued++;
        tickets.add(ticket);
        ticket.onSettled(
            settled -> {
              settledOrCancelled++;
              if (settled instanceof Granted granted) {
                granted(granted.permit(), random);
              }
            });
      }
    }
  }

  private void granted(Permit permit, Random random) {
    grants.add(now);
    if (random.nextBoolean()) {
      permit.success(now);
    } else {
      permit.ignore(now);
    }
  }

  private void cancelOne(RateLimiter limiter, Random random) {
    if (!tickets.isEmpty() && limiter.cancel(tickets.remove(random.nextInt(tickets.size())), now)) {
      settledOrCancelled++;
    }
  }

  private void assertNeverExceeds(double rate) {
    double burst = Math.max(1, rate);
    for (int from = 0; from < grants.size(); from += 7) {
      for (int to = from; to < grants.size(); to += 3) {
        double allowed = burst + (grants.get(to) - grants.get(from)) * rate / SECOND;
        assertThat(to - from + 1.0).isLessThanOrEqualTo(allowed + 1e-6);
      }
    }
  }

  @Test
  void limiter_severalThreads_neverExceedsAndLosesNobody()
      throws InterruptedException, ExecutionException {
    RateLimiter limiter = new RateLimiter(LimitConfig.DEFAULT.withRequestsPerSecond(1000), 0);
    AtomicInteger admitted = new AtomicInteger();
    List<Future<Integer>> runs = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        ClientKey client = ClientKey.connection(i);
        runs.add(threads.submit(() -> hammer(limiter, client, admitted)));
      }
    }
    int asked = 0;
    for (Future<Integer> run : runs) {
      asked += run.get();
    }
    limiter.drain(2 * SECOND);
    int waiting = limiter.waiting(Priority.INTERACTIVE);
    assertThat(admitted.get()).isLessThanOrEqualTo(3000);
    assertThat(admitted.get() + waiting).isEqualTo(asked);
    assertThat(admitted.get()).isGreaterThan(2500);
  }

  /** One thread's life from 0 to 1 s; counts what was not rejected. */
  private static int hammer(RateLimiter limiter, ClientKey client, AtomicInteger admitted) {
    int asked = 0;
    for (long now = 0; now <= SECOND; now += SECOND / 2000) {
      long end = now;
      switch (limiter.request(client, Priority.INTERACTIVE, now)) {
        case Granted granted -> {
          asked++;
          admitted.incrementAndGet();
          granted.permit().success(end);
        }
        case Rejected _ -> {}
        case Queued(Ticket ticket) -> {
          asked++;
          ticket.onSettled(
              settled -> {
                admitted.incrementAndGet();
                ((Granted) settled).permit().success(end);
              });
        }
      }
      limiter.drain(now);
    }
    return asked;
  }
}
