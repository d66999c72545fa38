package io.lakegate.gateway.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AdmissionIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final double NANOS_PER_SECOND = 1e9;

  @Test
  void handle_manyAtOnce_originSeesNoMoreThanTheBucketAllows() throws Exception {
    int rate = 20;
    int requests = 60;
    ConcurrentLinkedQueue<Long> arrivals = new ConcurrentLinkedQueue<>();
    FakeOrigin.Script recording =
        call -> {
          arrivals.add(System.nanoTime());
          FakeOrigin.json("{}").answer(call);
        };
    try (FakeOrigin origin = FakeOrigin.start(recording);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("limits.requests-per-second", Integer.toString(rate))
                .start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      long begin = System.nanoTime();
      List<Future<Answer>> answers =
          IntStream.range(0, requests).mapToObj(_ -> threads.submit(() -> get(gateway))).toList();
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
      }
      List<Long> sorted = arrivals.stream().sorted().toList();
      assertThat(sorted).hasSize(requests);
      for (int n = 0; n < requests; n++) {
        double seconds = (sorted.get(n) - begin) / NANOS_PER_SECOND;
        assertThat((double) (n + 1)).isLessThanOrEqualTo(rate + rate * seconds + 1);
      }
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
      assertThat(refused.body()).contains("\"error_code\":\"REQUEST_LIMIT_EXCEEDED\"");
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
        client.send("GET /serving-endpoints/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
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
