package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.CUT;
import static io.lakegate.gateway.waits.ListedOrigin.RESET;
import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polls that show nothing, or that the origin refuses. */
final class PolledWaitsIT extends ToldClusterWaits {

  private static String error(int status, String code) {
    return json(status, "{\"error_code\":\"" + code + "\",\"message\":\"no\"}");
  }

  @Test
  void poll_isRefusedAfterATrigger_isRelayedWithWhereToGoOn() {
    origin.on("POST", ok(CREATED)).on(POLL, ok(PENDING), error(403, "PERMISSION_DENIED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      OperationError error = OperationError.of(answer).is(403, "POLL_REFUSED");
      assertThat(error.message()).isEqualTo("no");
      assertThat(WaitBench.json(answer.body()).path("error_code").asText())
          .isEqualTo("PERMISSION_DENIED");
      assertThat(error.state()).isEqualTo("PENDING");
      assertThat(answer.body()).contains("\"entity\":" + PENDING);
      assertThat(error.location()).isEqualTo(WAIT);
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
    }
  }

  /** What is shown of a thing that is not there any more: what was seen of it last, if anything. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"'';{}", "gone;{}", "{\"name\":\"a\"};{\"name\":\"a\"}"})
  void deletion_isOverAtOnce_showsWhatTheTriggerAnswered(String deleted, String shown) {
    origin.on("DELETE", ok(deleted)).on("GET", error(404, "RESOURCE_DOES_NOT_EXIST"));
    try (TestGateway gateway = gateway()) {
      Answer answer = WaitBench.send(gateway.port(), "DELETE", "/wait/api/2.0/apps/a", "");

      assertThat(answer.status() + answer.body()).isEqualTo("200" + shown);
      assertThat(answer.field("content-type")).isEqualTo("application/json");
      assertThat(get(gateway, answer.field("location")).body()).isEqualTo("{}");
    }
  }

  @Test
  void deletion_isSeenGoing_showsWhatWasSeenLast() {
    String going = "{\"compute_status\":{\"state\":\"DELETING\"}}";
    origin.on("DELETE", ok("{}")).on("GET", ok(going), error(404, "RESOURCE_DOES_NOT_EXIST"));
    try (TestGateway gateway = gateway()) {
      Answer answer =
          WaitBench.send(gateway.port(), "DELETE", "/wait/api/2.0/apps/a?_poll=100ms", "");

      assertThat(answer.status() + answer.body()).isEqualTo("200" + going);
      assertThat(answer.field("location"))
          .isEqualTo("/wait/api/2.0/apps/a?_poll=100ms&_until=GONE");
    }
  }

  /** A cluster that is not known yet, and a state that nobody knows. */
  @Test
  void libraries_oneIsInAStateThatNobodyKnows_isWaitedForAndTold() {
    String list = "{\"library_statuses\":[{\"status\":\"INSTALLED\"},{\"status\":\"%s\"}]}";
    origin
        .on("POST", ok("{}"))
        .on("GET", error(404, "RESOURCE_DOES_NOT_EXIST"), ok(list.formatted("THAWING")));
    try (TestGateway gateway = gateway()) {
      String install = "/wait/api/2.0/libraries/install?_poll=100ms&_timeout=300ms";
      Answer answer = post(gateway, install, "{\"cluster_id\":\"c\"}");

      OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.state()).isEqualTo("THAWING");
      assertThat(get(gateway, error.location() + "&_strict=false").status()).isEqualTo(200);
      origin.on("GET", ok(list.formatted("RESTORED")));
      assertThat(get(gateway, error.location()).status()).isEqualTo(200);
    }
  }

  @Test
  void poll_isRefusedAtOnceAfterATrigger_showsWhatTheTriggerAnswered() {
    origin.on("POST", ok(CREATED)).on(POLL, error(403, "PERMISSION_DENIED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      assertThat(OperationError.of(answer).is(403, "POLL_REFUSED").location()).isEqualTo(WAIT);
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

  /** A name that nobody knows stays unknown; nothing was started, and nothing has been seen. */
  @Test
  void pollOnly_hostIsUnknown_endsAtOnce() {
    TestGateway.Builder builder =
        TestGateway.gateway()
            .env("DATABRICKS_HOST", "https://lakegate.invalid")
            .env("DATABRICKS_TOKEN", "test-token");
    try (TestGateway gateway = builder.start()) {
      Answer answer = get(gateway, WAIT + "&_timeout=60s");

      assertThat(Refusal.of(answer).is(502, "ORIGIN_UNREACHABLE").message())
          .doesNotContain("left running");
      assertThat(answer.field("location")).isEmpty();
      assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
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
