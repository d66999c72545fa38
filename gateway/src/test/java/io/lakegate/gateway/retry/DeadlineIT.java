package io.lakegate.gateway.retry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Lakegate-Timeout}: whatever is under way ends, and says what that means. */
final class DeadlineIT {

  private static final String JOBS = "/api/2.2/jobs/list";
  private static final String CREATE = "/api/2.2/jobs/create";
  private static final String RUN_NOW = "/api/2.2/jobs/run-now";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /** Reads all that comes and says nothing. */
  private static final FakeOrigin.Script SILENT =
      call -> {
        while (call.in().read() >= 0) {}
      };

  private static String request(String method, String path, String timeout, String body) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return "%s %s HTTP/1.1\r\nHost: localhost\r\nLakegate-Timeout: %s\r\n%s\r\n%s"
        .formatted(method, path, timeout, length, body);
  }

  /** A request to an origin that stays silent. */
  record Silent(String name, String request, int status, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Silent> silent() {
    String own = "{\"idempotency_token\":\"mine\"}";
    return Stream.of(
        new Silent("GET", request("GET", JOBS, "200ms", ""), 504, "DEADLINE_EXCEEDED"),
        new Silent("PUT", request("PUT", CREATE, "200ms", "{}"), 504, "DEADLINE_EXCEEDED"),
        new Silent("POST", request("POST", CREATE, "200ms", "{}"), 409, "OUTCOME_UNKNOWN"),
        new Silent("PATCH", request("PATCH", CREATE, "200ms", "{}"), 409, "OUTCOME_UNKNOWN"),
        new Silent("run-now", request("POST", RUN_NOW, "200ms", "{}"), 409, "OUTCOME_UNKNOWN"),
        new Silent(
            "run-now with a token",
            request("POST", RUN_NOW, "200ms", own),
            504,
            "DEADLINE_EXCEEDED"),
        new Silent(
            "read-type POST",
            request("POST", "/api/2.1/clusters/events", "0h0m0s200ms", "{}"),
            504,
            "DEADLINE_EXCEEDED"),
        new Silent(
            "half of a PUT",
            request("PUT", CREATE, "200ms", "{}").replace("Length: 2", "Length: 9"),
            504,
            "DEADLINE_EXCEEDED"),
        new Silent(
            "half of a POST",
            request("POST", CREATE, "200ms", "{}").replace("Length: 2", "Length: 9"),
            409,
            "OUTCOME_UNKNOWN"),
        new Silent(
            "other paths",
            request("GET", "/serving-endpoints/x", "200ms", ""),
            504,
            "DEADLINE_EXCEEDED"));
  }

  @ParameterizedTest
  @MethodSource("silent")
  void handle_originIsSilent_timeEndsTheAttempt(Silent silent) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(SILENT);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      long since = System.nanoTime();
      Answer answer = client.send(silent.request).readAnswer();

      Refusal.of(answer).is(silent.status, silent.code);
      assertThat(Duration.ofNanos(System.nanoTime() - since))
          .isBetween(Duration.ofMillis(190), Duration.ofSeconds(3));
      assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
      assertThat(origin.calls()).hasSize(1);
      assertThat(origin.calls().getFirst().field("lakegate-timeout")).isEmpty();
    }
  }

  @Test
  void handle_noPermitInTime_504AndNothingIsSent() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("limits.requests-per-second", "0.1").start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(request("GET", JOBS, "1h", "")).readAnswer().status()).isEqualTo(200);
      client.send(request("POST", CREATE, "200ms", "{}"));
      Refusal refusal = Refusal.of(client.readAnswer()).is(504, "DEADLINE_EXCEEDED");
      assertThat(refusal.message())
          .isEqualTo(
              "The request was given up: the time that Lakegate-Timeout gives was over in the queue"
                  + " for a permit. Give it more, or ask again.");
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @Test
  void handle_noTokenInTime_504AndNothingIsSent() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(SILENT);
        TestGateway gateway = TestGateway.gateway().m2m(origin.url(), "id", "secret").start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(request("POST", CREATE, "200ms", "{}")).readAnswer();
      Refusal refusal = Refusal.of(answer).is(504, "DEADLINE_EXCEEDED");
      assertThat(refusal.message()).contains("while it had no token");
      assertThat(origin.calls()).noneMatch(call -> call.requestLine().contains(CREATE));
    }
  }

  @Test
  void handle_noConnectionInTime_504AndNothingIsSent() throws Exception {
    CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    FakeOrigin.Script script =
        call -> {
          arrived.complete(true);
          SILENT.answer(call);
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("event-loops", "1")
                .flag("max-origin-connections", "1")
                .start();
        RawClient first = RawClient.connect(gateway.port());
        RawClient second = RawClient.connect(gateway.port())) {
      first.send("GET " + JOBS + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      arrived.get(10, TimeUnit.SECONDS);
      Answer answer = second.send(request("POST", CREATE, "200ms", "{}")).readAnswer();
      Refusal refusal = Refusal.of(answer).is(504, "DEADLINE_EXCEEDED");
      assertThat(refusal.message()).contains("before the origin was reached");
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @Test
  void handle_bodyThatIsReadAheadIsSlow_504AndNothingIsSent() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(SILENT);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(request("POST", RUN_NOW, "200ms", "{}").replace("Length: 2", "Length: 9"));
      Refusal refusal = Refusal.of(client.readAnswer()).is(504, "DEADLINE_EXCEEDED");
      assertThat(refusal.message()).contains("while its body was read");
      assertThat(origin.calls()).isEmpty();
    }
  }

  @Test
  void handle_delayDoesNotFit_originsAnswerAtOnce() throws IOException {
    FakeOrigin.Script busy =
        call -> call.send("HTTP/1.1 503 X\r\nRetry-After: 9\r\nContent-Length: 4\r\n\r\nbusy");
    try (FakeOrigin origin = FakeOrigin.start(busy);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      long since = System.nanoTime();
      Answer answer = client.send(request("GET", JOBS, "8s", "")).readAnswer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body()).isEqualTo("busy");
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(3));
    }
  }

  @Test
  void handle_laterAttemptDoesNotFit_theReasonAtOnce() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.Call::close);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(request("GET", JOBS, "3s", "")).readAnswer();
      Refusal.of(answer).is(502, "ORIGIN_RESET");
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
    }
  }

  @Test
  void handle_streamBeginsInTime_runsOn() throws Exception {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    FakeOrigin.Script streaming =
        call -> {
          call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
          over.join();
          call.send("4\r\nlast\r\n0\r\n\r\n");
        };
    try (FakeOrigin origin = FakeOrigin.start(streaming);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(request("GET", JOBS, "300ms", ""));
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      over.completeOnTimeout(true, 600, TimeUnit.MILLISECONDS);
      String body = new String(client.in().readNBytes(24), US_ASCII);
      assertThat(body).isEqualTo("5\r\nfirst\r\n4\r\nlast\r\n0\r\n\r\n");
    }
  }

  @Test
  void handle_errorTextDoesNotComeInTime_originsHeadIsRelayed() throws Exception {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    FakeOrigin.Script slow =
        call -> {
          call.send("HTTP/1.1 500 X\r\nContent-Length: 4\r\n\r\n");
          over.join();
          call.send("text");
        };
    try (FakeOrigin origin = FakeOrigin.start(slow);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(request("GET", JOBS, "300ms", ""));
      assertThat(client.readHead()).startsWith("HTTP/1.1 500");
      over.complete(true);
      assertThat(new String(client.in().readNBytes(4), US_ASCII)).isEqualTo("text");
    }
  }

  @Test
  void handle_answerInTime_isTheOrigins() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(call -> call.send(OK));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (String timeout : new String[] {"30s", "1h30m", "999999999h", " 5m "}) {
        assertThat(client.send(request("GET", JOBS, timeout, "")).readAnswer().status())
            .isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "soon", "-1s", "0s", "1.5s", "30 s", ""})
  void handle_noLengthOfTime_isQuotedBesideWhatWasExpected(String value) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(call -> call.send(OK));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(request("GET", JOBS, value, "")).readAnswer();
      assertThat(Refusal.of(answer).is(400, "BAD_HEADER").message())
          .contains("Lakegate-Timeout is '" + value + "'; expected", "30s");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"30", "soon", "-1s", "0s", "1.5s", "30 s", "", "1s\r\nLakegate-Timeout: 2s"})
  void handle_noLengthOfTime_400AndNothingIsSent(String value) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(call -> call.send(OK));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(request("GET", JOBS, value, "")).readAnswer();
      Refusal refusal = Refusal.of(answer).is(400, "BAD_HEADER");
      assertThat(refusal.message()).contains("expected");
      assertThat(origin.calls()).isEmpty();
    }
  }
}
