package io.lakegate.sdk.limit;

import static io.lakegate.sdk.limit.Simulation.MILLI;
import static io.lakegate.sdk.limit.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.limit.Admission.Granted;
import io.lakegate.sdk.limit.Admission.Queued;
import io.lakegate.sdk.limit.Admission.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Admission, order, waiting and rejection, at 10 a second unless said otherwise. */
final class RateLimiterTest {

  private static final ClientKey ANN = ClientKey.named("ann");
  private static final ClientKey BOB = ClientKey.named("bob");
  private static final ClientKey CID = ClientKey.connection(7);

  private final List<String> events = new ArrayList<>();
  private RateLimiter limiter = limiter(10, 1000, Duration.ofSeconds(30));

  @Test
  void request_fullBucket_grantsTheBurstThenQueues() {
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0)).isInstanceOf(Granted.class);
    }
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0)).isInstanceOf(Queued.class);
    assertThat(limiter.waiting(Priority.INTERACTIVE)).isEqualTo(1);
    assertThat(limiter.waiting(Priority.BULK)).isZero();
  }

  @Test
  void request_fractionalRate_stillAdmitsOne() {
    limiter = limiter(0.5, 10, Duration.ofSeconds(30));
    assertThat(limiter.request(ANN, Priority.BULK, 0)).isInstanceOf(Granted.class);
    ask("a", ANN, Priority.BULK, 0);
    assertThat(limiter.nextWakeNanos(0)).isEqualTo(2 * SECOND);
    limiter.drain(2 * SECOND);
    assertThat(events).containsExactly("a granted");
  }

  @Test
  void request_clockThatStepsBack_addsNoTokens() {
    emptyBucket(0);
    assertThat(limiter.request(ANN, Priority.BULK, -SECOND)).isInstanceOf(Queued.class);
    assertThat(limiter.nextWakeNanos(-SECOND)).isEqualTo(SECOND / 10);
  }

  @Test
  void nextWakeNanos_tellsTokenDeadlineOrNothing() {
    assertThat(limiter.nextWakeNanos(0)).isEqualTo(Long.MAX_VALUE);
    emptyBucket(0);
    assertThat(limiter.nextWakeNanos(0)).isEqualTo(Long.MAX_VALUE);
    ask("a", ANN, Priority.BULK, 0);
    assertThat(limiter.nextWakeNanos(0)).isEqualTo(100 * MILLI);
    assertThat(limiter.nextWakeNanos(30 * MILLI)).isEqualTo(70 * MILLI);
    assertThat(limiter.nextWakeNanos(100 * MILLI)).isZero();
    limiter.onThrottled(100 * MILLI);
    assertThat(limiter.nextWakeNanos(100 * MILLI)).isGreaterThan(160 * MILLI);
  }

  @Test
  void drain_wokenAsTold_findsAWholeToken() {
    limiter = limiter(7.3, 1000, Duration.ofSeconds(30));
    emptyBucket(0);
    for (int i = 0; i < 100; i++) {
      ask("a", ANN, Priority.BULK, 0);
    }
    long now = 0;
    for (int i = 1; i <= 100; i++) {
      now += limiter.nextWakeNanos(now);
      assertThat(limiter.drain(now)).isEqualTo(1);
    }
    assertThat(now).isBetween((long) (99 * SECOND / 7.3), (long) (100 * SECOND / 7.3) + 1000);
  }

  @Test
  void drain_lateTimer_grantsAllThatIsDue() {
    emptyBucket(0);
    for (String name : List.of("a", "b", "c")) {
      ask(name, ANN, Priority.INTERACTIVE, 0);
    }
    assertThat(limiter.drain(250 * MILLI)).isEqualTo(2);
    assertThat(events).containsExactly("a granted", "b granted");
  }

  @Test
  void drain_priorities_interactiveGoesBeforeBulk() {
    emptyBucket(0);
    ask("bulk", ANN, Priority.BULK, 0);
    ask("page", ANN, Priority.INTERACTIVE, 1);
    ask("bulk2", BOB, Priority.BULK, 1);
    ask("page2", BOB, Priority.INTERACTIVE, 2);
    limiter.drain(SECOND);
    assertThat(events)
        .containsExactly("page granted", "page2 granted", "bulk granted", "bulk2 granted");
  }

  @Test
  void drain_clients_takeTurns() {
    emptyBucket(0);
    for (String name : List.of("a1", "a2", "a3")) {
      ask(name, ANN, Priority.INTERACTIVE, 0);
    }
    ask("b1", BOB, Priority.INTERACTIVE, 0);
    ask("b2", BOB, Priority.INTERACTIVE, 0);
    ask("c1", CID, Priority.INTERACTIVE, 0);
    limiter.drain(SECOND);
    assertThat(events)
        .containsExactly(
            "a1 granted", "b1 granted", "c1 granted", "a2 granted", "b2 granted", "a3 granted");
  }

  @Test
  void request_queueFull_isRejectedWithTheTimeToServeIt() {
    limiter = limiter(10, 25, Duration.ofSeconds(30));
    emptyBucket(0);
    for (int i = 0; i < 25; i++) {
      ask("a" + i, ClientKey.connection(i), Priority.INTERACTIVE, 0);
    }
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0))
        .isEqualTo(new Rejected(Duration.ofSeconds(3), RejectReason.QUEUE_FULL));
    assertThat(limiter.request(ANN, Priority.BULK, 0))
        .isEqualTo(new Rejected(Duration.ofSeconds(3), RejectReason.QUEUE_FULL));
    assertThat(events).isEmpty();
  }

  @Test
  void request_queueFullOfBulk_interactiveTakesTheLastPlace() {
    limiter = limiter(10, 2, Duration.ofSeconds(30));
    emptyBucket(0);
    ask("b1", ANN, Priority.BULK, 0);
    ask("b2", BOB, Priority.BULK, 0);
    ask("i1", CID, Priority.INTERACTIVE, 0);
    assertThat(events).containsExactly("b2 rejected QUEUE_FULL 1");
    limiter.drain(SECOND);
    assertThat(events.subList(1, 3)).containsExactly("i1 granted", "b1 granted");
  }

  @Test
  void request_noQueue_rejectsAtOnce() {
    limiter = limiter(10, 0, Duration.ofSeconds(30));
    emptyBucket(0);
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0))
        .isEqualTo(new Rejected(Duration.ofSeconds(1), RejectReason.QUEUE_FULL));
  }

  @Test
  void request_waitKnownToBeTooLong_isRejectedAtOnce() {
    limiter = limiter(10, 1000, Duration.ofSeconds(2));
    emptyBucket(0);
    for (int i = 0; i < 20; i++) {
      ask("a" + i, ANN, Priority.INTERACTIVE, 0);
    }
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0))
        .isEqualTo(new Rejected(Duration.ofSeconds(3), RejectReason.WAIT_TOO_LONG));
    assertThat(limiter.request(BOB, Priority.INTERACTIVE, 0)).isInstanceOf(Queued.class);
    assertThat(limiter.request(CID, Priority.BULK, 0))
        .isEqualTo(new Rejected(Duration.ofSeconds(3), RejectReason.WAIT_TOO_LONG));
  }

  @Test
  void request_busyClientBehindTheOthers_isJudgedByItsTurn() {
    limiter = limiter(10, 1000, Duration.ofSeconds(1));
    emptyBucket(0);
    for (int i = 0; i < 4; i++) {
      ask("a" + i, ANN, Priority.INTERACTIVE, 0);
    }
    for (int i = 0; i < 4; i++) {
      ask("b" + i, BOB, Priority.INTERACTIVE, 0);
    }
    limiter.drain(200 * MILLI);
    ask("a4", ANN, Priority.INTERACTIVE, 200 * MILLI);
    assertThat(events).containsExactly("a0 granted", "b0 granted");
    limiter.drain(SECOND);
    assertThat(events).endsWith("a4 granted");
  }

  @Test
  void request_shorterWaitThanTheTimeout_holds() {
    emptyBucket(0);
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0, 99 * MILLI))
        .isEqualTo(new Rejected(Duration.ofSeconds(1), RejectReason.WAIT_TOO_LONG));
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0, 100 * MILLI))
        .isInstanceOf(Queued.class);
  }

  @Test
  void drain_waitOver_rejectsTruthfully() {
    limiter = limiter(1, 1000, Duration.ofSeconds(3));
    emptyBucket(0);
    ask("bulk", ANN, Priority.BULK, 0);
    ask("bulk2", ANN, Priority.BULK, 0);
    for (int i = 0; i < 3; i++) {
      ask("i" + i, ClientKey.connection(i), Priority.INTERACTIVE, 500 * MILLI);
    }
    for (long now = 0; now <= 3 * SECOND; now += 100 * MILLI) {
      limiter.drain(now);
    }
    assertThat(events)
        .containsExactly(
            "i0 granted",
            "i1 granted",
            "i2 granted",
            "bulk rejected TIMED_OUT 2",
            "bulk2 rejected TIMED_OUT 1");
    assertThat(limiter.nextWakeNanos(3 * SECOND)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void drain_tokenAndDeadlineTogether_grants() {
    limiter = limiter(1, 1000, Duration.ofSeconds(1));
    emptyBucket(0);
    ask("a", ANN, Priority.BULK, 0);
    limiter.drain(SECOND);
    assertThat(events).containsExactly("a granted");
  }

  @Test
  void cancel_waiting_costsNoPermit() {
    emptyBucket(0);
    Ticket first = ask("a", ANN, Priority.INTERACTIVE, 0);
    ask("b", BOB, Priority.INTERACTIVE, 0);
    assertThat(limiter.cancel(first, 1)).isTrue();
    assertThat(limiter.cancel(first, 1)).isFalse();
    limiter.drain(100 * MILLI);
    assertThat(events).containsExactly("b granted");
    assertThat(limiter.waiting(Priority.INTERACTIVE)).isZero();
    assertThat(limiter.nextWakeNanos(100 * MILLI)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void cancel_granted_isTooLate() {
    emptyBucket(0);
    Ticket ticket = ask("a", ANN, Priority.INTERACTIVE, 0);
    limiter.drain(SECOND);
    assertThat(limiter.cancel(ticket, SECOND)).isFalse();
  }

  @Test
  void cancel_oneOfSeveral_keepsTheOrderOfTheRest() {
    emptyBucket(0);
    ask("a1", ANN, Priority.INTERACTIVE, 0);
    Ticket second = ask("a2", ANN, Priority.INTERACTIVE, 0);
    ask("a3", ANN, Priority.INTERACTIVE, 0);
    limiter.cancel(second, 0);
    limiter.drain(SECOND);
    assertThat(events).containsExactly("a1 granted", "a3 granted");
  }

  @Test
  void cancel_manyTimes_leavesNothingBehind() {
    emptyBucket(0);
    ask("kept", BOB, Priority.BULK, 0);
    for (int i = 0; i < 1000; i++) {
      limiter.cancel(ask("a", ANN, Priority.INTERACTIVE, 0), 0);
    }
    limiter.drain(100 * MILLI);
    assertThat(events).containsExactly("kept granted");
  }

  @Test
  void onSettled_afterTheFact_isToldAtOnce() {
    emptyBucket(0);
    Queued queued = (Queued) limiter.request(ANN, Priority.BULK, 5);
    limiter.drain(SECOND);
    queued.ticket().onSettled(settled -> events.add(settled.getClass().getSimpleName()));
    assertThat(events).containsExactly("Granted");
    assertThat(queued.ticket().sinceNanos()).isEqualTo(5);
    assertThat(queued.ticket().priority()).isEqualTo(Priority.BULK);
    assertThatThrownBy(() -> queued.ticket().onSettled(_ -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void drain_listenerThatThrows_doesNotKeepTheOthersWaiting() {
    emptyBucket(0);
    for (int i = 0; i < 3; i++) {
      String name = "boom " + i;
      Queued queued = (Queued) limiter.request(ANN, Priority.BULK, 0);
      queued
          .ticket()
          .onSettled(
              _ -> {
                events.add(name);
                throw new IllegalStateException(name);
              });
    }
    assertThatThrownBy(() -> limiter.drain(SECOND))
        .hasMessage("boom 0")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(2));
    assertThat(events).hasSize(3);
  }

  @Test
  void permit_endedTwice_countsOnce() {
    emptyBucket(0);
    List<Permit> permits = new ArrayList<>();
    ((Queued) limiter.request(ANN, Priority.INTERACTIVE, 0))
        .ticket()
        .onSettled(settled -> permits.add(((Granted) settled).permit()));
    limiter.drain(SECOND);
    permits.getFirst().ignore(SECOND);
    permits.getFirst().dropped(SECOND);
    permits.getFirst().success(SECOND);
    assertThat(limiter.rate(SECOND)).isEqualTo(10);
  }

  @Test
  void permit_dropped_slowsDownOncePerWindow() {
    Permit permit = ((Granted) limiter.request(ANN, Priority.INTERACTIVE, 0)).permit();
    permit.success(0);
    permit.ignore(0);
    assertThat(limiter.rate(0)).isEqualTo(10);
    permit.dropped(0);
    limiter.onThrottled(SECOND);
    assertThat(limiter.rate(0)).isEqualTo(6);
    limiter.onThrottled(3 * SECOND);
    assertThat(limiter.rate(3 * SECOND)).isBetween(3.6, 4.0);
    assertThat(limiter.configuredRate()).isEqualTo(10);
  }

  @Test
  void onThrottled_takesTheBurstAway() {
    limiter.onThrottled(0);
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 0)).isInstanceOf(Queued.class);
  }

  @ParameterizedTest(name = "configured {0}: never under {1}")
  @CsvSource({"10, 1", "0.5, 0.5"})
  void onThrottled_again_keepsAFloor(double configured, double floor) {
    limiter = limiter(configured, 10, Duration.ofSeconds(30));
    for (int i = 0; i < 50; i++) {
      limiter.onThrottled(i * 3L * SECOND);
    }
    assertThat(limiter.rate(147 * SECOND)).isEqualTo(floor);
    assertThat(limiter.rate(147 * SECOND + 56 * SECOND)).isEqualTo(configured);
  }

  @ParameterizedTest(name = "{0} a second means no limit")
  @CsvSource({"0", "Infinity"})
  void request_noRate_grantsEverything(double none) {
    limiter = limiter(none, 0, Duration.ZERO);
    for (int i = 0; i < 10_000; i++) {
      assertThat(limiter.request(ANN, Priority.BULK, 0)).isInstanceOf(Granted.class);
    }
    assertThat(limiter.rate(0)).isInfinite();
    assertThat(limiter.drain(0)).isZero();
    assertThat(limiter.nextWakeNanos(0)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void onThrottled_noRate_slowsFromWhatWasSeenAndLiftsAgain() {
    limiter = limiter(0, 1000, Duration.ofSeconds(30));
    for (long now = 0; now < 5 * SECOND; now += 10 * MILLI) {
      limiter.request(ANN, Priority.INTERACTIVE, now);
    }
    limiter.onThrottled(5 * SECOND);
    assertThat(limiter.rate(5 * SECOND)).isBetween(59.0, 61.0);
    assertThat(limiter.request(ANN, Priority.INTERACTIVE, 5 * SECOND)).isInstanceOf(Queued.class);
    assertThat(limiter.rate(33 * SECOND)).isBetween(99.0, 101.0);
    assertThat(limiter.drain(60 * SECOND)).isEqualTo(1);
    assertThat(limiter.rate(61 * SECOND)).isInfinite();
    for (int i = 0; i < 1000; i++) {
      assertThat(limiter.request(ANN, Priority.INTERACTIVE, 61 * SECOND))
          .isInstanceOf(Granted.class);
    }
  }

  @Test
  void onThrottled_noRateAndLittleTraffic_keepsAFloor() {
    limiter = limiter(0, 1000, Duration.ofSeconds(30));
    limiter.request(ANN, Priority.INTERACTIVE, 0);
    limiter.onThrottled(100 * SECOND);
    assertThat(limiter.rate(100 * SECOND)).isEqualTo(1);
  }

  @Test
  void configureRate_lower_shrinksTheBurst() {
    limiter.configureRate(2, 0);
    assertThat(limiter.configuredRate()).isEqualTo(2);
    assertThat(limiter.request(ANN, Priority.BULK, 0)).isInstanceOf(Granted.class);
    assertThat(limiter.request(ANN, Priority.BULK, 0)).isInstanceOf(Granted.class);
    assertThat(limiter.request(ANN, Priority.BULK, 0)).isInstanceOf(Queued.class);
  }

  @Test
  void configureRate_higher_fillsNothingAtOnce() {
    emptyBucket(0);
    limiter.configureRate(100, 0);
    ask("a", ANN, Priority.BULK, 0);
    assertThat(limiter.nextWakeNanos(0)).isEqualTo(10 * MILLI);
  }

  @Test
  void configureRate_none_letsAllWaitingGo() {
    emptyBucket(0);
    for (int i = 0; i < 50; i++) {
      ask("a", ANN, Priority.BULK, 0);
    }
    limiter.configureRate(0, 0);
    assertThat(limiter.nextWakeNanos(0)).isZero();
    assertThat(limiter.drain(0)).isEqualTo(50);
    assertThat(limiter.request(ANN, Priority.BULK, 0)).isInstanceOf(Granted.class);
  }

  @Test
  void configureRate_fromNone_startsFull() {
    limiter = limiter(0, 10, Duration.ofSeconds(30));
    limiter.configureRate(3, SECOND);
    for (int i = 0; i < 3; i++) {
      assertThat(limiter.request(ANN, Priority.BULK, SECOND)).isInstanceOf(Granted.class);
    }
    assertThat(limiter.request(ANN, Priority.BULK, SECOND)).isInstanceOf(Queued.class);
  }

  @Test
  void config_outOfRange_isRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> limiter(-1, 1, second)).hasMessageContaining("requestsPerSecond: -1");
    assertThatThrownBy(() -> limiter(Double.NaN, 1, second)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> limiter(1, -1, second)).hasMessageContaining("queueSize: -1");
    assertThatThrownBy(() -> limiter(1, 1, second.negated())).hasMessageContaining("queueTimeout");
    assertThatThrownBy(() -> limiter(1, 1, Duration.ofDays(366)))
        .hasMessageContaining("queueTimeout");
    assertThatThrownBy(() -> limiter.configureRate(-1, 0))
        .hasMessageContaining("requestsPerSecond: -1");
    assertThatThrownBy(() -> new AimdConfig(1, second, second)).hasMessageContaining("decrease: 1");
    assertThatThrownBy(() -> new AimdConfig(0.5, second.negated(), second))
        .hasMessageContaining("window: PT-1S");
    assertThatThrownBy(() -> new AimdConfig(0.5, second, Duration.ZERO))
        .hasMessageContaining("climb: PT0S");
    assertThat(LimitConfig.DEFAULT.withRequestsPerSecond(3).requestsPerSecond()).isEqualTo(3);
  }

  private Ticket ask(String name, ClientKey client, Priority priority, long now) {
    Ticket ticket = ((Queued) limiter.request(client, priority, now)).ticket();
    ticket.onSettled(
        settled ->
            events.add(
                switch (settled) {
                  case Granted _ -> name + " granted";
                  case Rejected(Duration retryAfter, RejectReason reason) ->
                      name + " rejected " + reason + " " + retryAfter.toSeconds();
                }));
    return ticket;
  }

  private void emptyBucket(long now) {
    for (int i = 0; i < Math.max(1, (int) limiter.rate(now)); i++) {
      assertThat(limiter.request(ANN, Priority.INTERACTIVE, now)).isInstanceOf(Granted.class);
    }
  }

  private static RateLimiter limiter(double rate, int queueSize, Duration queueTimeout) {
    return new RateLimiter(new LimitConfig(rate, queueSize, queueTimeout, AimdConfig.DEFAULT), 0);
  }
}
