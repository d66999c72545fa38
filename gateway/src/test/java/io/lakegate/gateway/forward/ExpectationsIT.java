package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks before it sends its body (RFC 9110 10.1.1). */
final class ExpectationsIT {

  private static final String EXPECT = "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n";
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n";

  private static Wire wire;

  @BeforeAll
  static void open() throws IOException {
    wire = Wire.once();
  }

  @AfterAll
  static void close() throws IOException {
    wire.close();
  }

  private static Wire.Exchange echo(Wire at) {
    return at.put(
        call -> {
          byte[] body = call.readBody();
          call.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
                  + new String(body, StandardCharsets.ISO_8859_1));
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expect: 100-continue\r\nContent-Length: 4\r\n\r\n|data",
        "expect: 100-CONTINUE\r\nContent-Length: 4\r\n\r\n|data",
        "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n|4\r\ndata\r\n0\r\n\r\n"
      })
  void expectation_isMetOnce(String request) throws Exception {
    for (String method : List.of("PUT", "POST", "PATCH")) {
      Wire.Exchange exchange = echo(wire);
      try (RawClient client = wire.client()) {
        String[] parts = request.split("\\|");
        client.send(exchange.head(method) + parts[0]);
        assertThat(client.readHead()).isEqualTo(CONTINUE + "\r\n");
        Answer answer = client.send(parts[1]).readAnswer();
        assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, "data"));
        assertThat(wire.calls().getLast().field("expect")).isEmpty();
      }
    }
  }

  @Test
  void clientThatDoesNotWait_getsOneFinalAnswer() throws Exception {
    Wire.Exchange exchange = echo(wire);
    try (RawClient client = wire.client()) {
      client.send(exchange.head("PUT") + EXPECT + "data");
      assertThat(client.readHead()).isEqualTo(CONTINUE + "\r\n");
      assertThat(client.readAnswer().body()).isEqualTo("data");
      client.send("GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 ").doesNotContain("100 Continue");
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, Expect: 100-continue", "PUT, 'Content-Length: 0\r\nExpect: 100-continue'"})
  void nothingToSend_noContinue(String method, String fields) throws Exception {
    try (RawClient client = wire.client()) {
      client.send(method + " /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo(Wire.RIGHT);
    }
  }

  @Test
  void http10_getsNoContinue() throws Exception {
    Wire.Exchange exchange = echo(wire);
    try (RawClient client = wire.client()) {
      client.send(exchange.head("PUT").replace("HTTP/1.1", "HTTP/1.0") + EXPECT + "data");
      Answer answer = client.readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, "data"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expect: x",
        "Expect: 100-continue, x",
        "Expect: 100-continue;q=1",
        "Expect: 200-ok",
        "Expect: 100-continue\r\nExpect: x"
      })
  void otherExpectation_417AndClosed(String field) throws Exception {
    try (RawClient client = wire.client()) {
      client.send(
          "PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n"
              + field
              + "\r\nContent-Length: 4\r\n\r\n");
      Answer answer = client.readAnswer();
      Refusal.of(answer).is(417, "EXPECTATION_FAILED");
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void noCredentials_finalAnswerWithoutContinue() throws Exception {
    FakeOrigin.Script refusing =
        call -> {
          call.readBody();
          String body = "{\"error\":\"invalid_client\"}";
          call.send(
              "HTTP/1.1 401 X\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
        };
    try (FakeOrigin issuer = FakeOrigin.start(refusing);
        TestGateway gateway = TestGateway.gateway().m2m(issuer.url(), "id", "no").start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n" + EXPECT);
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isIn(401, 503);
      assertThat(answer.field("lakegate-error")).startsWith("CREDENTIALS_");
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void noPermit_finalAnswerWithoutContinue() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = slow(origin).flag("limits.queue-timeout", "100ms").start();
        RawClient client = RawClient.connect(gateway.port());
        RawClient late = RawClient.connect(gateway.port())) {
      assertThat(client.send(head() + "\r\n").readAnswer().status()).isEqualTo(200);
      Answer answer = late.send(head() + EXPECT).readAnswer();
      Refusal.of(answer).is(429, "QUEUE_FULL");
      assertThat(late.isClosedByServer()).isTrue();
    }
  }

  private static String head() {
    return "PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n";
  }

  private static TestGateway.Builder slow(FakeOrigin origin) {
    return TestGateway.gateway().origin(origin).flag("limits.requests-per-second", "1");
  }

  @Test
  void permitToWaitFor_continueComesWithIt() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = slow(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(head() + "\r\n").readAnswer().status()).isEqualTo(200);
      long asked = System.nanoTime();
      assertThat(client.send(head() + EXPECT).readHead()).isEqualTo(CONTINUE + "\r\n");
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(300));
      assertThat(client.send("data").readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void severalAttempts_oneContinue() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    try (Wire patient = Wire.with(Map.of());
        RawClient client = patient.client()) {
      Wire.Exchange exchange =
          patient.put(
              call -> {
                call.readBody();
                int status = tries.incrementAndGet() < 3 ? 429 : 200;
                call.send("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\n{}");
              });
      client.send(exchange.head("PUT") + EXPECT);
      assertThat(client.readHead()).isEqualTo(CONTINUE + "\r\n");
      Answer answer = client.send("data").readAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("lakegate-attempts")).isEqualTo("3");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 413, 503})
  void finalAnswerBeforeTheBody_isRelayedAndTheOriginsConnectionClosed(int status)
      throws Exception {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\nno");
              ended.complete(true);
            });
    try (RawClient client = wire.client()) {
      client.send(exchange.head("PUT") + EXPECT);
      assertThat(client.readHead()).isEqualTo(CONTINUE + "\r\n");
      Answer answer = client.readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(status, "no"));
      assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
      assertThat(exchange.fate()).isEqualTo(Wire.Fate.CLOSED);
      client.send("data" + "GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo(Wire.RIGHT);
    }
  }
}
