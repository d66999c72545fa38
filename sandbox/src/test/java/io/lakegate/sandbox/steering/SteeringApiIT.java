package io.lakegate.sandbox.steering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SteeringApiIT {
  private static final String CONTROL = "/sandbox/waits";

  private final TestSandbox sandbox = TestSandbox.start(SandboxConfig.defaults().withJobs(0));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void steer_byATriggersPath_holdsForTheNextOperationOnly() {
    JsonNode answer =
        steer("{'method':'POST','path':'/api/2.0/apps/x/start','outcome':'failure'}").json();

    assertThat(answer.path("wait").asText()).isEqualTo("WaitGetAppActive");
    assertThat(answer.path("made").asBoolean()).isFalse();
    assertThat(answer.path("steers").asInt()).isEqualTo(1);
    sandbox.post("/api/2.0/apps", "{\"name\":\"a\"}");
    sandbox.post("/api/2.0/apps", "{\"name\":\"b\"}");
    sandbox.advance(Duration.ofMinutes(1));
    assertThat(state("/api/2.0/apps/a")).isEqualTo("ERROR");
    assertThat(state("/api/2.0/apps/b")).isEqualTo("ACTIVE");
  }

  @Test
  void steer_forSeveralTimes_holdsForSoMany() {
    steer("{'wait':'WaitGetAppActive','outcome':'dead','times':2}");
    for (String name : new String[] {"a", "b", "c"}) {
      sandbox.post("/api/2.0/apps", "{\"name\":\"" + name + "\"}");
    }
    sandbox.advance(Duration.ofMinutes(1));

    assertThat(state("/api/2.0/apps/a")).isEqualTo("DELETING");
    assertThat(state("/api/2.0/apps/b")).isEqualTo("DELETING");
    assertThat(state("/api/2.0/apps/c")).isEqualTo("ACTIVE");
  }

  @Test
  void steer_withAStateOfItsOwn_endsInIt() {
    steer("{'wait':'WarehouseDeleted','path':'/api/2.0/sql/warehouses/w','state':'DELETED'}");
    sandbox.advance(Duration.ofMinutes(1));

    assertThat(sandbox.get("/api/2.0/sql/warehouses/w").json().path("state").asText())
        .isEqualTo("DELETED");
  }

  @Test
  void steers_areForgotten() {
    steer("{'wait':'WaitGetAppActive','outcome':'failure'}");
    sandbox.delete(CONTROL);
    sandbox.post("/api/2.0/apps", "{\"name\":\"a\"}");
    sandbox.advance(Duration.ofMinutes(1));

    assertThat(state("/api/2.0/apps/a")).isEqualTo("ACTIVE");
  }

  @Test
  void waits_areShownWithTheirTriggers() {
    JsonNode waits = sandbox.get(CONTROL).json().path("waits");

    assertThat(waits).hasSize(99);
    assertThat(waits.valueStream().mapToInt(wait -> wait.path("triggers").size()).sum())
        .isEqualTo(121);
    assertThat(waits.path(0).path("success").path(0).asText()).isEqualTo("ACTIVE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "404 | 'wait':'WaitGetNothing' | There is no wait 'WaitGetNothing'",
        "404 | 'wait':'WaitGetAppActiv' | shows. The nearest: WaitGetAppActive. GET /sandbox/waits",
        "404 | 'wait':'appactive' | The nearest: WaitGetAppActive. GET /sandbox/waits lists all",
        "404 | 'wait':'xxxxxxxxxx' | triggers or shows. GET /sandbox/waits lists all names and what",
        "404 | 'path':'/api/2.0/nothing' | There is no wait ''",
        "404 | 'method':'PUT','path':'/api/2.0/apps/x' | There is no wait ''",
        "400 | 'path':'/api/2.0/apps/x' | wait must be one of [WaitGetAppActive, WaitGetAppStopped",
        "400 | 'wait':'OnlineStoreAvailable','path':'/api/2.0/apps/x' | wait must be one of",
        "400 | 'wait':'WaitGetAppActive','outcome':'bad' | outcome: expected success, failure",
        "400 | 'wait':'WaitGetCleanRoomActive','outcome':'failure' | knows no state for failure",
        "400 | 'wait':'WaitGetPipelineIdle','outcome':'dead','times':0 | times: expected a whole",
        "400 | 'wait':'VectorIndexReady','outcome':'unknown-first' | knows no state for unknown-f",
        "400 | 'wait':'WaitGetAppActive','duration_ms':'soon' | duration_ms: expected a time",
        "400 | 'wait':'WaitGetAppActive','states':[1] | states: expected a list of texts, got [1]",
        "400 | 'wait':'WaitGetAppActive','members':[] | members: expected an object, got []",
        "400 | 'wait':'WaitGetAppActive','outcom':'x' | outcom: unknown; known are duration_ms",
        "400 | 'path':'/api/1.2/contexts/status?clusterId=c' | path needs the query parameter con",
        "400 | 'path':'/api/2.2/jobs/runs/get?run_id=x' | run_id must be an int64, was x",
        "400 | 'path':'/api/2.1/unity-catalog/catalogs/%zz' | broken percent-escape",
      })
  void badSteer_isRefusedWithItsReason(int status, String steer, String expected) {
    Reply reply = sandbox.post(CONTROL, ("{" + steer + "}").replace('\'', '"'));

    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.message()).contains(expected);
  }

  private Reply steer(String body) {
    Reply reply = sandbox.post(CONTROL, body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply;
  }

  private String state(String path) {
    return sandbox.get(path).json().at("/compute_status/state").asText();
  }
}
