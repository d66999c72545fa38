package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a wait asks, and how long it takes at most. */
final class WaitTimesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String GET_CLUSTER = "/api/2.1/clusters/get?cluster_id=c";
  private static final String WAIT = "/wait" + GET_CLUSTER + "&_until=RUNNING";
  private static final String PENDING = "{\"state\":\"PENDING\"}";
  private static final String RUNNING = "{\"state\":\"RUNNING\"}";

  private ListedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin = ListedOrigin.start();
  }

  @AfterEach
  void close() throws IOException {
    origin.close();
  }

  /** An answer, and how long it took. */
  private record Timed(Answer answer, long millis) {}

  private static Timed timed(TestGateway gateway, String method, String target, String body) {
    long start = System.nanoTime();
    Answer answer = WaitBench.send(gateway.port(), method, target, body);
    return new Timed(answer, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private List<Long> gaps() {
    List<Long> gaps = new ArrayList<>();
    List<ListedOrigin.Arrival> arrivals = origin.arrivals();
    for (int i = 1; i < arrivals.size(); i++) {
      gaps.add(
          TimeUnit.NANOSECONDS.toMillis(arrivals.get(i).nanos() - arrivals.get(i - 1).nanos()));
    }
    return gaps;
  }

  @Test
  void pauses_standard_growBySecondsWithJitter() {
    origin.on("GET", ok(PENDING), ok(PENDING), ok(RUNNING));
    try (TestGateway gateway = origin.gateway().start()) {
      long before = System.nanoTime();
      assertThat(timed(gateway, "GET", WAIT, "").answer().body()).isEqualTo(RUNNING);

      assertThat(origin.arrivals().getFirst().nanos() - before).isLessThan(900_000_000L);
      assertThat(gaps()).hasSize(2);
      assertThat(gaps().getFirst()).isBetween(1_000L, 2_300L);
      assertThat(gaps().getLast()).isBetween(2_000L, 3_300L);
    }
  }

  @Test
  void pauses_fixed_areAllTheSame() {
    origin.on("GET", ok(PENDING), ok(PENDING), ok(PENDING), ok(PENDING), ok(RUNNING));
    try (TestGateway gateway = origin.gateway().start()) {
      assertThat(timed(gateway, "GET", WAIT + "&_poll=300ms", "").answer().body())
          .isEqualTo(RUNNING);

      assertThat(gaps()).hasSize(4).allSatisfy(gap -> assertThat(gap).isBetween(290L, 700L));
    }
  }

  @Test
  void timeout_slowTrigger_countsFromItsAnswer() {
    origin.on("POST", ok("{\"cluster_id\":\"c\"}")).on("GET", ok(PENDING)).hold();
    try (TestGateway gateway = origin.gateway().start()) {
      Thread.ofVirtual()
          .start(
              () -> {
                origin.next(PATIENCE);
                origin.next(Duration.ofMillis(600));
                origin.release();
              });
      Timed created =
          timed(gateway, "POST", "/wait/api/2.1/clusters/create?_poll=100ms&_timeout=500ms", "{}");

      OperationError.of(created.answer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(created.millis()).isBetween(1_100L, 1_900L);
      assertThat(origin.lines()).hasSizeGreaterThan(2);
    }
  }

  @Test
  void timeout_pollHangs_isKept() throws InterruptedException {
    origin.on("GET", ok(RUNNING)).holdUntilAbandoned();
    try (TestGateway gateway = origin.gateway().start()) {
      Timed waited = timed(gateway, "GET", WAIT + "&_timeout=400ms", "");

      OperationError error = OperationError.of(waited.answer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.entity().isMissingNode()).isTrue();
      assertThat(error.message())
          .containsPattern("after 0\\.[4-9]\\d* s")
          .contains("No poll had shown")
          .doesNotContain("left running");
      assertThat(waited.millis()).isBetween(400L, 900L);
      assertThat(waited.answer().field("lakegate-attempts")).isEqualTo("1");
      assertThat(origin.isAbandoned(PATIENCE)).isTrue();
    } finally {
      origin.release();
    }
  }

  /** The exchange's own time bounds the wait too, and is what is told. */
  @Test
  void lakegateTimeout_isOver_isTold() throws IOException {
    origin.on("GET", ok(PENDING));
    try (TestGateway gateway = origin.gateway().start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "GET "
              + WAIT
              + "&_poll=100ms HTTP/1.1\r\nHost: localhost\r\nLakegate-Timeout: 300ms\r\n\r\n");

      OperationError error = OperationError.of(client.readAnswer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.message())
          .contains("Lakegate-Timeout", "PENDING")
          .doesNotContain("_timeout");
      assertThat(error.location()).endsWith("&_until=RUNNING&_poll=100ms");
    }
  }

  @Test
  void timeout_originWantsToBeLeftAlone_isKeptAndTheOriginIsLeftAlone() {
    origin.on("GET", "HTTP/1.1 429 X\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n");
    try (TestGateway gateway = origin.gateway().flag("retry-timeout", "1ms").start()) {
      Timed waited = timed(gateway, "GET", WAIT + "&_timeout=400ms&_poll=100ms", "");

      OperationError.of(waited.answer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(waited.millis()).isBetween(400L, 900L);
      assertThat(origin.lines()).hasSize(1);
    }
  }

  @Test
  void timeout_pollIsRetried_isKept() {
    origin.on("GET", json(503, "{}"));
    try (TestGateway gateway = origin.gateway().start()) {
      Timed waited = timed(gateway, "GET", WAIT + "&_timeout=400ms", "");

      OperationError.of(waited.answer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(waited.millis()).isBetween(400L, 900L);
      assertThat(waited.answer().field("lakegate-attempts"))
          .isEqualTo(Integer.toString(origin.lines().size()))
          .isNotEqualTo("0");
    }
  }

  @Test
  void timeout_pollWaitsForAPermit_isKept() {
    origin.on("GET", ok(PENDING));
    try (TestGateway gateway = origin.gateway().flag("limits.requests-per-second", "1").start()) {
      assertThat(timed(gateway, "GET", GET_CLUSTER, "").answer().status()).isEqualTo(200);
      Timed waited = timed(gateway, "GET", WAIT + "&_timeout=300ms", "");

      OperationError.of(waited.answer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(waited.millis()).isBetween(300L, 800L);
      assertThat(waited.answer().field("lakegate-attempts")).isEqualTo("0");
      assertThat(origin.lines()).hasSize(1);
    }
  }

  @Test
  void timeout_isShorterThanThePause_isKept() {
    origin.on("GET", ok(PENDING));
    try (TestGateway gateway = origin.gateway().start()) {
      Timed waited = timed(gateway, "GET", WAIT + "&_timeout=400ms&_poll=10s", "");

      OperationError error = OperationError.of(waited.answer()).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.state()).isEqualTo("PENDING");
      assertThat(waited.millis()).isBetween(400L, 900L);
    }
  }

  @Test
  void timeout_none_waitsOn() {
    origin.on("GET", ok(PENDING), ok(PENDING), ok(RUNNING));
    try (TestGateway gateway = origin.gateway().start()) {
      Timed waited = timed(gateway, "GET", WAIT + "&_timeout=none&_poll=100ms", "");

      assertThat(waited.answer().body()).isEqualTo(RUNNING);
      assertThat(waited.answer().field("location")).contains("_timeout=none");
    }
  }

  /** At five a second, thirty polls in the queue would hold the call up for six seconds. */
  @Test
  void polls_manyWaitForPermits_letSingleCallsGoFirst() throws IOException {
    origin.on("GET", ok(PENDING));
    List<RawClient> waiting = new ArrayList<>();
    try (TestGateway gateway = origin.gateway().flag("limits.requests-per-second", "5").start()) {
      for (int i = 0; i < 30; i++) {
        RawClient client = RawClient.connect(gateway.port());
        waiting.add(client);
        client.send(
            "GET %s&n=%d&_poll=100ms HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(WAIT, i));
      }
      for (int i = 0; i < 7; i++) {
        assertThat(origin.next(PATIENCE)).isPresent();
      }

      Timed single = timed(gateway, "GET", GET_CLUSTER, "");

      assertThat(single.answer().status()).isEqualTo(200);
      assertThat(single.millis()).isLessThan(1_500L);
    } finally {
      for (RawClient client : waiting) {
        client.close();
      }
    }
  }
}
