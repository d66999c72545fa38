package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a wait shows of its operation at the end. */
final class WaitEntitiesIT extends ToldClusterWaits {

  private static final String NOT_THERE =
      json(404, "{\"error_code\":\"RESOURCE_DOES_NOT_EXIST\",\"message\":\"no\"}");

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
    return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  @Test
  void entity_nothingWasSeenOfWhatIsGone_isEmpty() {
    origin.on("GET /api/2.0/apps/a", NOT_THERE);
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
        .on("GET /api/2.0/apps/a", ok(deleting), NOT_THERE);
    try (TestGateway gateway = gateway()) {
      Answer answer =
          WaitBench.send(gateway.port(), "DELETE", "/wait/api/2.0/apps/a?_poll=100ms", "");

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
}
