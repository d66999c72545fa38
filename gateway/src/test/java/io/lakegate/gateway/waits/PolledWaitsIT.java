package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.CUT;
import static io.lakegate.gateway.waits.ListedOrigin.RESET;
import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What polls show, and where a wait can be gone on with. */
final class PolledWaitsIT {

  private static final String CREATE = "/wait/api/2.1/clusters/create?_poll=20ms";
  private static final String CREATED = "{\"cluster_id\":\"c\"}";
  private static final String POLL = "GET /api/2.1/clusters/get?cluster_id=c";
  private static final String WAIT =
      "/wait/api/2.1/clusters/get?cluster_id=c&_poll=20ms&_until=RUNNING";
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

  /** Nothing is retried below the wait. */
  private TestGateway gateway() {
    return origin.gateway().flag("retry-timeout", "1ms").start();
  }

  private static Answer post(TestGateway gateway, String target, String body) {
    return WaitBench.send(gateway.port(), "POST", target, body);
  }

  private static Answer get(TestGateway gateway, String target) {
    return WaitBench.send(gateway.port(), "GET", target, "");
  }

  private static String error(int status, String code) {
    return json(status, "{\"error_code\":\"" + code + "\",\"message\":\"no\"}");
  }

  @Test
  void poll_isRefusedAfterATrigger_isRelayedWithWhereToGoOn() {
    origin.on("POST", ok(CREATED)).on(POLL, ok(PENDING), error(403, "PERMISSION_DENIED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      OperationError error = OperationError.of(answer).is(403, "");
      assertThat(error.message()).isEqualTo("no");
      assertThat(WaitBench.json(answer.body()).path("error_code").asText())
          .isEqualTo("PERMISSION_DENIED");
      assertThat(error.state()).isEqualTo("PENDING");
      assertThat(answer.body()).contains("\"entity\":" + PENDING);
      assertThat(error.location()).isEqualTo(WAIT);
    }
  }

  @Test
  void poll_isRefusedAtOnceAfterATrigger_showsWhatTheTriggerAnswered() {
    origin.on("POST", ok(CREATED)).on(POLL, error(403, "PERMISSION_DENIED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      assertThat(OperationError.of(answer).is(403, "").location()).isEqualTo(WAIT);
      assertThat(answer.body()).contains("\"entity\":" + CREATED);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "403, PERMISSION_DENIED",
    "404, RESOURCE_DOES_NOT_EXIST",
    "400, INVALID_PARAMETER_VALUE"
  })
  void pollOnly_isRefused_isRelayedAsItIs(int status, String code) {
    String refusal = error(status, code);
    origin.on(POLL, refusal);
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT);

      assertThat(answer.status()).isEqualTo(status);
      assertThat(refusal).endsWith("\r\n\r\n" + answer.body());
      assertThat(answer.field("lakegate-error")).isEmpty();
      assertThat(origin.lines()).hasSize(1);
    }
  }

  @Test
  void pollOnly_isRefusedInText_isRelayedInTheOneShape() {
    origin.on(
        POLL, "HTTP/1.1 403 X\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nno way");
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(WaitBench.json(answer.body()).path("error_code").asText())
          .isEqualTo("PERMISSION_DENIED");
      assertThat(answer.body()).contains("no way");
    }
  }

  /** The platform may not know a new thing everywhere at once. */
  @ParameterizedTest
  @ValueSource(strings = {"RESOURCE_DOES_NOT_EXIST", "NOT_FOUND"})
  void poll_isNotFoundRightAfterTheTrigger_goesOn(String code) {
    origin.on("POST", ok(CREATED)).on(POLL, error(404, code), error(404, code), ok(RUNNING));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      assertThat(answer.body()).isEqualTo(RUNNING);
      assertThat(origin.lines()).hasSize(4);
    }
  }

  /** An answer to a poll that tells nothing of the thing, and is not the end. */
  record Nothing(String name, String answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Nothing> nothing() {
    return Stream.of(
        new Nothing("reset", RESET),
        new Nothing("500", error(500, "INTERNAL_ERROR")),
        new Nothing("502", error(502, "BAD_GATEWAY")),
        new Nothing("503", error(503, "TEMPORARILY_UNAVAILABLE")),
        new Nothing("504", error(504, "DEADLINE_EXCEEDED")),
        new Nothing("429", error(429, "REQUEST_LIMIT_EXCEEDED")),
        new Nothing("array", ok("[]")),
        new Nothing("page", ok("<html>")),
        new Nothing("half a document", ok("{\"state\":\"RUNNING\"")),
        new Nothing("no state", ok("{\"state\":null}")),
        new Nothing("another kind of state", ok("{\"state\":{}}")),
        new Nothing("empty", ok("")),
        new Nothing(
            "half an answer", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n" + RUNNING + CUT),
        new Nothing("no HTTP", "HTTP/9.9 200 OK\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource("nothing")
  void poll_showsNothing_goesOn(Nothing row) {
    origin.on(POLL, ok(PENDING), row.answer(), ok(PENDING), ok(RUNNING));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT);

      assertThat(answer.body()).isEqualTo(RUNNING);
      assertThat(origin.lines()).hasSize(4);
    }
  }

  /** The entity goes through untouched: names twice, numbers beyond doubles, spaces. */
  @Test
  void entity_isOddJson_isNotTouched() {
    String odd =
        " {\"id\" : 9007199254740993, \"x\":1E400,\t\"x\" : -0.0, \"e\":\"\\u00e9é\","
            + " \"state\":\"%s\"}\n";
    origin.on(POLL, ok(odd.formatted("PENDING")), ok(odd.formatted("RUNNING")));
    try (TestGateway gateway = gateway()) {
      assertThat(utf8(get(gateway, WAIT).body())).isEqualTo(odd.formatted("RUNNING"));
    }
    origin.on(POLL, ok(odd.formatted("ERROR")));
    try (TestGateway gateway = gateway()) {
      assertThat(utf8(get(gateway, WAIT).body()))
          .contains("\"entity\":" + odd.formatted("ERROR") + "}");
    }
  }

  private static String utf8(String body) {
    return new String(
        body.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
        java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void entity_nothingWasSeenOfWhatIsGone_isEmpty() {
    origin.on("GET /api/2.0/apps/a", error(404, "RESOURCE_DOES_NOT_EXIST"));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, "/wait/api/2.0/apps/a?_until=GONE");

      assertThat(answer.status() + answer.body()).isEqualTo("200{}");
      assertThat(answer.field("location")).isEqualTo("/wait/api/2.0/apps/a?_until=GONE");
    }
  }

  @Test
  void entity_wasSeenBeforeItWasGone_isTheLastOne() {
    String deleting = "{\"compute_status\":{\"state\":\"DELETING\"}}";
    origin
        .on("DELETE /api/2.0/apps/a", ok("{\"name\":\"a\"}"))
        .on("GET /api/2.0/apps/a", ok(deleting), error(404, "RESOURCE_DOES_NOT_EXIST"));
    try (TestGateway gateway = gateway()) {
      Answer answer =
          WaitBench.send(gateway.port(), "DELETE", "/wait/api/2.0/apps/a?_poll=20ms", "");

      assertThat(answer.status() + answer.body()).isEqualTo("200" + deleting);
    }
  }

  @Test
  void entity_neverHadToBeMade_isReady() {
    origin.on("GET /api/2.1/unity-catalog/catalogs/c", ok("{\"name\":\"c\"}"));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, "/wait/api/2.1/unity-catalog/catalogs/c");

      assertThat(answer.status() + answer.body()).isEqualTo("200{\"name\":\"c\"}");
    }
  }

  @Test
  void entity_showsFailureInAnotherMember_fails() {
    String failed = "{\"state\":{\"ready\":\"NOT_READY\",\"config_update\":\"UPDATE_FAILED\"}}";
    origin.on("GET /api/2.0/serving-endpoints/e", ok(failed));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, "/wait/api/2.0/serving-endpoints/e?_until=READY");

      assertThat(OperationError.of(answer).is(424, "OPERATION_FAILED").state())
          .isEqualTo("UPDATE_FAILED");
    }
  }

  /**
   * A trigger's answer, and where its outcome is asked for.
   *
   * @param trigger the target of a POST
   * @param poll the target that is polled
   */
  record Named(String trigger, String body, String answer, String poll, String location) {
    @Override
    public String toString() {
      return poll;
    }
  }

  static Stream<Named> named() {
    String postgres = "/api/2.0/postgres/projects";
    return Stream.of(
        new Named(
            "/api/2.2/jobs/run-now",
            "{\"job_id\":1,\"idempotency_token\":\"t\"}",
            "{\"run_id\":9223372036854775807}",
            "/api/2.2/jobs/runs/get?run_id=9223372036854775807",
            ""),
        new Named(
            "/api/2.0/apps",
            "{}",
            "{\"name\":\"a b/ü?&%\"}",
            "/api/2.0/apps/a%20b%2F%C3%BC%3F%26%25",
            "&_until=ACTIVE"),
        new Named(
            "/api/2.0/apps/a%20b/stop",
            "{}", "{\"name\":\"a b\"}", "/api/2.0/apps/a%20b", "&_until=STOPPED"),
        new Named(
            "/api/2.1/clusters/start",
            "{\"cluster_id\":\"a&b=c d\"}",
            "{}",
            "/api/2.1/clusters/get?cluster_id=a%26b%3Dc%20d",
            "&_until=RUNNING"),
        new Named(
            postgres,
            "{}",
            "{\"name\":\"projects/p/operations/op 1\"}",
            postgres + "/p/operations/op%201",
            ""),
        new Named(
            "/api/1.2/commands/cancel/",
            "{\"clusterId\":\"c\",\"contextId\":5,\"commandId\":\"ü\"}",
            "",
            "/api/1.2/commands/status?clusterId=c&commandId=%C3%BC&contextId=5",
            "&_until=Cancelled"));
  }

  /** Time is up at once, so that the poll is seen in Location; it is sent as it stands there. */
  @ParameterizedTest
  @MethodSource("named")
  void location_namesAndNumbers_areThoseOfTheThing(Named row) {
    origin.on("POST", ok(row.answer())).on("GET " + row.poll(), ok("{}"));
    try (TestGateway gateway = gateway()) {
      Answer answer =
          post(gateway, "/wait" + row.trigger() + "?_poll=20ms&_timeout=150ms", row.body());

      OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.location().replaceFirst("[?&]_", "&_"))
          .isEqualTo("/wait" + row.poll() + "&_poll=20ms&_timeout=150ms" + row.location());
      assertThat(origin.lines())
          .startsWith("POST " + row.trigger(), "GET " + row.poll())
          .allMatch(line -> line.startsWith("POST") || line.equals("GET " + row.poll()));
      OperationError.of(get(gateway, error.location())).is(424, "OPERATION_TIMED_OUT");
    }
  }

  /** What a wait says when its time is up, over and over, until it is over. */
  @Test
  void location_isFollowed_leadsToTheEnd() {
    origin.on("POST", ok(CREATED)).on(POLL, ok(PENDING), ok(PENDING), ok(PENDING), ok(RUNNING));
    try (TestGateway gateway = gateway()) {
      Answer answer =
          post(gateway, "/wait/api/2.1/clusters/create?_timeout=250ms&_poll=200ms", "{}");
      int followed = 0;
      while (answer.status() == 424) {
        OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
        followed++;
        answer = get(gateway, answer.field("location"));
      }

      assertThat(answer.status() + answer.body()).isEqualTo("200" + RUNNING);
      assertThat(followed).isBetween(1, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "header"})
  void location_profileWasNamed_namesItToo(String way) throws IOException {
    origin.on(POLL, ok(PENDING));
    String file =
        "[DEFAULT]\nhost = https://unused.example.com\ntoken = t\n[test 1]\nhost = %s\ntoken = t\n"
            .formatted(origin.origin().url());
    TestGateway.Builder builder =
        TestGateway.gateway()
            .profileFile(file)
            .flag("profile", "test 1")
            .flag("profiles-from-file", "all");
    try (TestGateway gateway = builder.start();
        RawClient client = RawClient.connect(gateway.port())) {
      String target = WAIT + "&_timeout=100ms";
      client.send(
          way.equals("path")
              ? "GET /@test%201" + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
              : "GET "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\nLakegate-Profile: test 1\r\n\r\n");
      OperationError error = OperationError.of(client.readAnswer());

      error.is(424, "OPERATION_TIMED_OUT");
      assertThat(error.location()).isEqualTo("/@test%201" + target);
      client.send("GET " + error.location() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      OperationError.of(client.readAnswer()).is(424, "OPERATION_TIMED_OUT");
    }
  }

  /** The issuer takes the client's secret once, and no more once the origin wants another token. */
  @Test
  void poll_credentialsAreRevoked_saysSoAndWhereToGoOn() {
    String host = origin.origin().url().toString();
    origin
        .on(
            "GET /oidc/.well-known/oauth-authorization-server",
            ok(
                "{\"authorization_endpoint\":\"%s/oidc/v1/authorize\",\"token_endpoint\":\"%s/oidc/v1/token\"}"
                    .formatted(host, host)))
        .on(
            "POST /oidc/v1/token",
            ok("{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
            json(401, "{\"error\":\"invalid_client\"}"))
        .on("POST /api", ok(CREATED))
        .on(POLL, ok(PENDING), error(401, "UNAUTHENTICATED"));
    TestGateway.Builder builder = TestGateway.gateway().m2m(origin.origin().url(), "id", "made-up");
    try (TestGateway gateway = builder.start()) {
      Answer answer = post(gateway, CREATE, "{}");

      assertThat(answer.field("lakegate-error")).isEqualTo("CREDENTIALS_INVALID");
      OperationError error = OperationError.of(answer);
      assertThat(error.location()).isEqualTo(WAIT);
      assertThat(error.state()).isEqualTo("PENDING");
    }
  }
}
