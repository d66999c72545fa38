package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that the origin answers under a status of success. */
final class HeldErrorsIT extends ToldClusterWaits {

  private static final String APP = "/wait/api/2.0/apps/a?_poll=100ms";

  private static String held(String code) {
    return ok(body(code));
  }

  private static String body(String code) {
    return "{\"error_code\":\"" + code + "\",\"message\":\"no\"}";
  }

  private static void isTheOrigins(Answer answer, String code) {
    assertThat(answer.status() + " " + answer.field("lakegate-error"))
        .as(answer.body())
        .isEqualTo("424 ORIGIN_ERROR");
    JsonNode error = WaitBench.json(answer.body());
    assertThat(error.path("error_code").asText()).isEqualTo(code);
    assertThat(error.path("message").asText()).isEqualTo("no");
    assertThat(error.at("/details/0/metadata/status").asText()).isEqualTo("200");
  }

  /** What the poll needs stands in the answer of the one, and in the request of the other. */
  @ParameterizedTest
  @CsvSource({
    CREATE + ", PERMISSION_DENIED",
    CREATE + ", INTERNAL_ERROR",
    "/wait/api/2.1/clusters/delete, PERMISSION_DENIED"
  })
  void trigger_isAnsweredWithAnError_isToldAndNothingIsPolled(String target, String code) {
    origin.on("POST", held(code));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, target, "{\"cluster_id\":\"c\"}");

      isTheOrigins(answer, code);
      assertThat(answer.field("location")).isEmpty();
      assertThat(origin.lines()).hasSize(1);
    }
  }

  /** It was started, whatever else its answer says. */
  @Test
  void trigger_answerHasTheIdBesideAnError_isWaitedFor() {
    origin.on("POST", ok("{\"cluster_id\":\"c\",\"error_code\":\"QUOTA\"}")).on(POLL, ok(RUNNING));
    try (TestGateway gateway = gateway()) {
      assertThat(post(gateway, CREATE, "{}").body()).isEqualTo(RUNNING);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"INTERNAL_ERROR", "REQUEST_LIMIT_EXCEEDED", "ABORTED"})
  void poll_isAnsweredWithAnErrorThatPasses_goesOnWithTheEntity(String code) {
    origin.on(POLL, ok(PENDING), held(code));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT + "&_timeout=500ms");

      OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.state()).isEqualTo("PENDING");
      assertThat(answer.body()).contains("\"entity\":" + PENDING);
      assertThat(origin.lines()).hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void poll_isAnsweredWithAnErrorAfterATrigger_endsWithTheOriginsWords() {
    origin.on("POST", ok(CREATED)).on(POLL, ok(PENDING), held("PERMISSION_DENIED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CREATE, "{}");

      isTheOrigins(answer, "PERMISSION_DENIED");
      OperationError error = OperationError.of(answer);
      assertThat(error.state() + " " + error.location()).isEqualTo("PENDING " + WAIT);
      assertThat(answer.body()).contains("\"entity\":" + PENDING);
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
    }
  }

  @Test
  void pollOnly_isAnsweredWithAnError_endsWithTheOriginsWords() {
    origin.on(POLL, held("INVALID_STATE"));
    try (TestGateway gateway = gateway()) {
      Answer answer = get(gateway, WAIT);

      isTheOrigins(answer, "INVALID_STATE");
      assertThat(answer.field("location")).isEmpty();
      assertThat(origin.lines()).hasSize(1);
    }
  }

  /** That it is not there any more is what was waited for. */
  @Test
  void deletion_isSaidToBeOverUnderSuccess_showsWhatWasSeenLast() {
    String going = "{\"compute_status\":{\"state\":\"DELETING\"}}";
    origin.on("DELETE", ok("{}")).on("GET", ok(going), held("RESOURCE_DOES_NOT_EXIST"));
    try (TestGateway gateway = gateway()) {
      Answer answer = WaitBench.send(gateway.port(), "DELETE", APP, "");

      assertThat(answer.status() + answer.body()).isEqualTo("200" + going);
    }
  }
}
