package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.RESET;
import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.SandboxConfig.Timings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request that starts an operation: sent once, under the same retry rules as any other. */
final class TriggerWaitsIT {

  private static final String CREATE = "/api/2.1/clusters/create";
  private static final String RUN_NOW = "/api/2.2/jobs/run-now";
  private static final String GET_RUN = "GET /api/2.2/jobs/runs/get?run_id=";
  private static final String OVER =
      "{\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"SUCCESS\"}}";

  private ListedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin = ListedOrigin.start();
  }

  @AfterEach
  void close() throws IOException {
    origin.close();
  }

  private Answer post(TestGateway gateway, String target, String body) {
    return WaitBench.send(gateway.port(), "POST", target, body);
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_PARAMETER_VALUE",
    "403, PERMISSION_DENIED",
    "404, RESOURCE_DOES_NOT_EXIST",
    "500, INTERNAL_ERROR"
  })
  void trigger_originRefuses_isRelayedAndNothingIsPolled(int status, String code) {
    String error = "{\"error_code\": \"" + code + "\", \"message\":\"no\" }";
    origin.on("POST", json(status, error));
    try (TestGateway gateway = origin.gateway().start()) {
      Answer answer = post(gateway, "/wait" + CREATE + "?_timeout=5s", "{}");

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(error);
      assertThat(answer.field("location")).isEmpty();
      assertThat(answer.field("lakegate-error")).isEmpty();
      assertThat(origin.lines()).containsExactly("POST " + CREATE);
    }
  }

  @Test
  void trigger_originRefusesInHtml_isRelayedInTheOneShape() {
    String page = "<html><body>Bad Gateway</body></html>";
    origin.on(
        "POST",
        "HTTP/1.1 502 X\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(page.length(), page));
    try (TestGateway gateway = origin.gateway().start()) {
      Answer answer = post(gateway, "/wait" + CREATE, "{}");

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("content-type")).isEqualTo("application/json");
      assertThat(WaitBench.json(answer.body()).has("error_code")).as(answer.body()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\" : 1E400}", "{\"cluster_id\":\"\"}", "{\"cluster_id\":null}"})
  void trigger_answerLacksTheId_isLostAndShown(String body) {
    origin.on("POST", ok(body));
    try (TestGateway gateway = origin.gateway().start()) {
      Answer answer = post(gateway, "/wait" + CREATE, "{}");

      OperationError error = OperationError.of(answer).is(424, "WAIT_LOST");
      assertThat(error.message()).contains("was started", "cluster_id");
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
      assertThat(answer.body()).contains("\"entity\":" + body + "}");
      assertThat(error.location()).isEmpty();
      assertThat(origin.lines()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"started", "{\"cluster_id\":\"c\"", ""})
  void trigger_answerIsNoJson_isLost(String body) {
    origin.on("POST", ok(body));
    try (TestGateway gateway = origin.gateway().start()) {
      OperationError error = OperationError.of(post(gateway, "/wait" + CREATE, "{}"));

      error.is(424, "WAIT_LOST");
      assertThat(error.entity().isMissingNode()).isTrue();
    }
  }

  /** A name that would lead elsewhere is none. */
  @Test
  void trigger_answerNamesADotSegment_isLost() {
    origin.on("POST", ok("{\"name\":\"../../2.0/token/list\"}"));
    try (TestGateway gateway = origin.gateway().start()) {
      Answer answer = post(gateway, "/wait/api/2.0/apps", "{\"name\":\"a\"}");

      assertThat(OperationError.of(answer).is(424, "WAIT_LOST").message()).contains("dot segment");
      assertThat(origin.lines()).hasSize(1);
    }
  }

  @Test
  void trigger_answerIsLostOnTheWay_isNotSentAgain() {
    origin.on("POST", RESET);
    try (TestGateway gateway = origin.gateway().start()) {
      Answer answer = post(gateway, "/wait" + CREATE, "{}");

      Refusal.of(answer).is(409, "OUTCOME_UNKNOWN");
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
      assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
      assertThat(origin.lines()).containsExactly("POST " + CREATE);
    }
  }

  @Test
  void trigger_withATokenOfOurs_isSentAgainWithTheSameToken() {
    origin.on("POST", RESET, ok("{\"run_id\":7}")).on(GET_RUN + "7", ok(OVER));
    try (TestGateway gateway = origin.gateway().start()) {
      Answer answer = post(gateway, "/wait" + RUN_NOW, "{\"job_id\": 42}");

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(OVER);
      List<String> bodies =
          origin.arrivals().stream()
              .filter(one -> one.line().startsWith("POST"))
              .map(ListedOrigin.Arrival::body)
              .toList();
      assertThat(bodies).hasSize(2);
      assertThat(bodies.getFirst())
          .matches("\\{\"job_id\": 42,\"idempotency_token\":\"[0-9a-f-]{36}\"}")
          .isEqualTo(bodies.getLast());
    }
  }

  @Test
  void trigger_withTheClientsKey_sendsItAsToken() throws IOException {
    origin.on("POST", ok("{\"run_id\":7}")).on(GET_RUN + "7", ok(OVER));
    try (TestGateway gateway = origin.gateway().start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "POST /wait%s HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: nightly\r\nContent-Length: 2\r\n\r\n{}"
              .formatted(RUN_NOW));

      assertThat(client.readAnswer().status()).isEqualTo(200);
      assertThat(origin.arrivals().getFirst().body())
          .isEqualTo("{\"idempotency_token\":\"nightly\"}");
    }
  }

  /** The origin starts a run and its answer is lost. */
  @Test
  void runNow_answerIsLost_startsOneRunAndWaitsForIt() {
    SandboxConfig quick =
        SandboxConfig.defaults().withJobs(1).withTimings(Timings.uniform(Duration.ofMillis(20)));
    try (TestSandbox sandbox = TestSandbox.start(quick);
        TestGateway gateway = TestGateway.gateway().sandbox(sandbox).start()) {
      int port = sandbox.url().getPort();
      String job = jobs(port);
      int before = runs(port, job).size();
      String fault = "{\"method\":\"POST\",\"path\":\"" + RUN_NOW + "\",\"after\":true}";
      assertThat(WaitBench.send(port, "POST", "/sandbox/faults", fault).status()).isEqualTo(200);

      Answer answer = post(gateway, "/wait" + RUN_NOW + "?_poll=100ms", "{\"job_id\":" + job + "}");

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      List<String> after = runs(port, job);
      assertThat(after).hasSize(before + 1);
      assertThat(WaitBench.json(answer.body()).path("run_id").asText()).isEqualTo(after.getFirst());
      assertThat(answer.field("location")).contains("run_id=" + after.getFirst());
    }
  }

  private static String jobs(int port) {
    String list = WaitBench.send(port, "GET", "/api/2.2/jobs/list?limit=1", "").body();
    return WaitBench.json(list).at("/jobs/0/job_id").asText();
  }

  private static List<String> runs(int port, String job) {
    String list = WaitBench.send(port, "GET", "/api/2.2/jobs/runs/list?job_id=" + job, "").body();
    return WaitBench.json(list)
        .path("runs")
        .valueStream()
        .map(run -> run.path("run_id").asText())
        .toList();
  }
}
