package io.lakegate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdmissionIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** The way to the origin that takes no permit. */
  private static final String UNLIMITED =
      "GET /serving-endpoints/x HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * One permit; and what comes in 100 ms, by which a busy machine may see the first of a window
   * later than it was sent.
   */
  private static final double TOLERANCE = 1 + 2;

  @Test
  @Tag("slow")
  void handle_manyAtOnce_originSeesNoMoreThanTheBucketAllowsInAnyWindow() throws Exception {
    int rate = 20;
    int requests = 200;
    AtomicInteger calls = new AtomicInteger();
    ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
    FakeOrigin.Script recording =
        call -> {
          boolean limited = call.requestLine().contains("/api/");
          if (limited) {
            arrivals.add(System.nanoTime());
          }
          // Every tenth is to be tried again, which takes another permit.
          boolean busy = limited && calls.incrementAndGet() % 10 == 0;
          call.send("HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\n{}".formatted(busy ? 503 : 200));
        };
    try (FakeOrigin origin = FakeOrigin.start(recording);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("limits.requests-per-second", Integer.toString(rate))
                .start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<RawClient> clients = connected(gateway, requests);
      answers(threads, clients.subList(0, 3 * rate), UNLIMITED);
      for (Answer answer : answers(threads, clients, GET)) {
        // Where the retry budget is used up, the origin's own answer is given.
        assertThat(answer.status()).isIn(200, 503);
      }
      for (RawClient client : clients) {
        client.close();
      }
      List<Long> sorted = arrivals.stream().sorted().toList();
      assertThat(sorted).hasSizeGreaterThan(requests);
      assertThat(excess(sorted, rate)).isLessThanOrEqualTo(TOLERANCE);
    }
  }

  private static List<RawClient> connected(TestGateway gateway, int count) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(RawClient.connect(gateway.port()));
    }
    return clients;
  }

  private static List<Answer> answers(
      ExecutorService threads, List<RawClient> clients, String request) throws Exception {
    List<Future<Answer>> asked =
        clients.stream()
            .map(client -> threads.submit(() -> client.send(request).readAnswer()))
            .toList();
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> answer : asked) {
      answers.add(answer.get());
    }
    return answers;
  }

  /** The most arrivals of any window beyond those that a bucket of one second's size lets out. */
  private static double excess(List<Long> arrivals, int rate) {
    double most = 0;
    for (int first = 0; first < arrivals.size(); first++) {
      for (int last = first; last < arrivals.size(); last++) {
        double seconds = (arrivals.get(last) - arrivals.get(first)) / NANOS_PER_SECOND;
        most = Math.max(most, last - first + 1 - (rate + rate * seconds));
      }
    }
    return most;
  }

  @ParameterizedTest
  @CsvSource({
    "429, slow down, true",
    "500, REQUEST_LIMIT_EXCEEDED, true",
    "403, REQUEST_LIMIT_EXCEEDED, true",
    "500, broken, false",
    "503, away, false",
    "200, REQUEST_LIMIT_EXCEEDED, false"
  })
  void handle_originThrottlesUnderAnyStatus_permitsAreSlowedDown(
      int status, String text, boolean slowed) throws Exception {
    FakeOrigin.Script script =
        call ->
            call.send(
                "HTTP/1.1 %d X\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(status, text.length(), text));
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("retry-timeout", "0s")
                .flag("limits.requests-per-second", "100")
                .start()) {
      assertThat(get(gateway).status()).isEqualTo(status);
      if (slowed) {
        assertThat(limiterRate(gateway)).isLessThan(99);
      } else {
        assertThat(limiterRate(gateway)).isEqualTo(100);
      }
    }
  }

  private static double limiterRate(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.connect(gateway.adminPort())) {
      String metrics =
          client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer().body();
      return metrics
          .lines()
          .filter(line -> line.startsWith("lakegate_limiter_rate{"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void handle_queueIsFull_429WithRetryAfterAndNothingIsSent() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("limits.requests-per-second", "1")
                .flag("limits.queue-timeout", "10ms")
                .start()) {
      assertThat(get(gateway).status()).isEqualTo(200);
      Answer refused = get(gateway);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.field("retry-after")).isEqualTo("1");
      assertThat(refused.field("lakegate-error")).isEqualTo("QUEUE_FULL");
      assertThat(refused.body())
          .contains("\"error_code\":\"REQUEST_LIMIT_EXCEEDED\"")
          .contains("limits.queue-timeout", "again in 1 s", "limits.requests-per-second");
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @Test
  void handle_otherFamilies_areNotLimited() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("limits.requests-per-second", "1")
                .flag("limits.queue-timeout", "10ms")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (int i = 0; i < 20; i++) {
        client.send(UNLIMITED);
        assertThat(client.readAnswer().status()).isEqualTo(200);
      }
    }
  }

  private static Answer get(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      return client.send(GET).readAnswer();
    }
  }
}
