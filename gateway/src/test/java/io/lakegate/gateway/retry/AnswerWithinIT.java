package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that retry by themselves are answered before they send again what is still held. */
final class AnswerWithinIT {

  private static final String SDK = "databricks-sdk-go/0.100.0 go/1.25 os/linux auth/pat";

  private static String get(String userAgent) {
    return "GET /api/2.2/jobs/list HTTP/1.1\r\nHost: localhost\r\nUser-Agent: "
        + userAgent
        + "\r\n\r\n";
  }

  @ParameterizedTest
  @CsvSource({SDK + ", 503", "OpenAI/Python 1.2, 503", "curl/8.1, 200"})
  void handle_backoffIsLonger_clientThatRetriesGetsTheOriginsAnswerAtOnce(
      String userAgent, int status) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    FakeOrigin.Script busyOnce =
        call ->
            call.send(
                "HTTP/1.1 %d X\r\nContent-Length: 2\r\n\r\n{}"
                    .formatted(calls.incrementAndGet() == 1 ? 503 : 200));
    try (FakeOrigin origin = FakeOrigin.start(busyOnce);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("answer-within", "900ms").start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(get(userAgent)).readAnswer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.field("lakegate-error")).isEmpty();
    }
  }

  @Test
  void handle_queueIsLonger_clientThatRetriesIsToldAtOnceWhenToCome() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("answer-within", "500ms")
                .flag("limits.requests-per-second", "1")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(get(SDK)).readAnswer().status()).isEqualTo(200);
      Answer refused = client.send(get(SDK)).readAnswer();
      Refusal.of(refused).is(429, "QUEUE_FULL");
      assertThat(refused.field("retry-after")).isEqualTo("1");
      assertThat(client.send(get("curl/8.1")).readAnswer().status()).isEqualTo(200);
      assertThat(origin.calls()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SDK, "curl/8.1"})
  void handle_issuerRefusesConnections_nobodyIsHeldLonger(String userAgent) throws IOException {
    FakeOrigin down = FakeOrigin.start(FakeOrigin.json("{}"));
    down.close();
    try (TestGateway gateway =
            TestGateway.gateway()
                .m2m(down.url(), "id", "secret")
                .flag("answer-within", "500ms")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      long since = System.nanoTime();
      Answer answer = client.send(get(userAgent)).readAnswer();
      Refusal.of(answer).is(503, "CREDENTIALS_UNAVAILABLE");
      assertThat(answer.field("retry-after")).isEqualTo("5");
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(4));
    }
  }
}
