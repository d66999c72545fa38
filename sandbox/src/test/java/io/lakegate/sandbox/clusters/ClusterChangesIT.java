package io.lakegate.sandbox.clusters;

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
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterChangesIT {
  private static final String RUNNING = "0701-091500-shared01";
  private static final String STOPPED = "0702-013000-nightly2";
  private static final String CLUSTERS = "/api/2.1/clusters/";

  private final TestSandbox sandbox = TestSandbox.start(SandboxConfig.defaults().withJobs(0));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "restart | {'cluster_id':'ID'} | RESTARTING | 4",
        "resize | {'cluster_id':'ID','num_workers':9} | RESIZING | 9",
        "edit | {'cluster_id':'ID','spark_version':'s','node_type_id':'n','num_workers':7}"
            + " | RESTARTING | 7",
        "update | {'cluster_id':'ID','update_mask':'num_workers','cluster':{'num_workers':5}}"
            + " | RESTARTING | 5",
      },
      quoteCharacter = '`')
  void change_ofARunningCluster_passesThroughAStateToRunning(
      String change, String body, String passing, int workers) {
    assertThat(post(change, body.replace("ID", RUNNING)).text()).isEqualTo("{}");
    assertThat(get(RUNNING).path("state").asText()).isEqualTo(passing);
    sandbox.advance(Duration.ofSeconds(3));

    JsonNode cluster = get(RUNNING);
    assertThat(cluster.path("state").asText()).isEqualTo("RUNNING");
    assertThat(cluster.path("num_workers").asInt()).isEqualTo(workers);
    assertThat(cluster.has("update_mask")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"restart", "resize"})
  void restartAndResize_ofATerminatedCluster_areRefused(String change) {
    Reply reply = post(change, "{'cluster_id':'" + STOPPED + "'}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_STATE");
    assertThat(reply.message()).contains("unexpected state Terminated");
  }

  @Test
  void edit_ofATerminatedCluster_leavesItTerminated() {
    String body =
        "{'cluster_id':'ID','spark_version':'s','node_type_id':'n'}".replace("ID", STOPPED);

    assertThat(post("edit", body).status()).isEqualTo(200);
    assertThat(get(STOPPED).path("state").asText()).isEqualTo("TERMINATED");
    assertThat(get(STOPPED).path("spark_version").asText()).isEqualTo("s");
    assertThat(post("edit", "{'cluster_id':'" + STOPPED + "'}").message())
        .contains("spark_version");
  }

  @Test
  void update_withAStar_takesEverything() {
    String body =
        "{'cluster_id':'ID','update_mask':'*','cluster':{'cluster_name':'n','num_workers':1}}";
    post("update", body.replace("ID", STOPPED));

    assertThat(get(STOPPED).path("cluster_name").asText()).isEqualTo("n");
    assertThat(get(STOPPED).path("num_workers").asInt()).isEqualTo(1);
    assertThat(post("update", "{'cluster_id':'" + STOPPED + "'}").message())
        .contains("update_mask");
  }

  @Test
  void edit_whileItStarts_isRefused() {
    post("start", "{'cluster_id':'" + STOPPED + "'}");

    assertThat(
            post("edit", "{'cluster_id':'" + STOPPED + "','spark_version':'s','node_type_id':'n'}")
                .errorCode())
        .isEqualTo("INVALID_STATE");
  }

  @Test
  void start_steeredToFail_saysWhy() {
    steer(
        "{'wait':'WaitGetClusterRunning','outcome':'failure','state':'TERMINATED',"
            + "'message':'no capacity','duration_ms':100}");
    post("start", "{'cluster_id':'" + STOPPED + "'}");
    assertThat(get(STOPPED).path("state").asText()).isEqualTo("PENDING");
    sandbox.advance(Duration.ofMillis(100));

    JsonNode cluster = get(STOPPED);
    assertThat(cluster.path("state").asText()).isEqualTo("TERMINATED");
    assertThat(cluster.path("state_message").asText()).isEqualTo("no capacity");
    assertThat(cluster.at("/termination_reason/type").asText()).isEqualTo("CLOUD_FAILURE");
  }

  @Test
  void start_thatIsRefused_leavesTheSteerForTheNext() {
    steer("{'wait':'WaitGetClusterRunning','outcome':'failure','duration_ms':0}");

    assertThat(post("start", "{'cluster_id':'" + RUNNING + "'}").status()).isEqualTo(400);
    post("start", "{'cluster_id':'" + STOPPED + "'}");
    assertThat(get(STOPPED).path("state").asText()).isEqualTo("ERROR");
  }

  @Test
  void restart_steeredThroughItsOldState_showsItFirst() {
    steer("{'wait':'WaitGetClusterRunning','states':['RUNNING','RESTARTING'],'duration_ms':1000}");
    post("restart", "{'cluster_id':'" + RUNNING + "'}");

    assertThat(get(RUNNING).path("state").asText()).isEqualTo("RUNNING");
    sandbox.advance(Duration.ofMillis(500));
    assertThat(get(RUNNING).path("state").asText()).isEqualTo("RESTARTING");
    sandbox.advance(Duration.ofMillis(500));
    assertThat(get(RUNNING).path("state").asText()).isEqualTo("RUNNING");
  }

  @Test
  void cluster_runsAnew_tellsSinceWhen() {
    long before = get(RUNNING).path("last_restarted_time").asLong();
    post("resize", "{'cluster_id':'" + RUNNING + "','num_workers':9}");
    sandbox.advance(Duration.ofSeconds(3));
    assertThat(get(RUNNING).path("last_restarted_time").asLong()).isEqualTo(before);

    post("restart", "{'cluster_id':'" + RUNNING + "'}");
    assertThat(get(RUNNING).path("last_restarted_time").asLong()).isEqualTo(before);
    sandbox.advance(Duration.ofSeconds(3));
    assertThat(get(RUNNING).path("last_restarted_time").asLong()).isGreaterThan(before);
  }

  private JsonNode get(String id) {
    return sandbox.get(CLUSTERS + "get?cluster_id=" + id).json();
  }

  private Reply post(String change, String body) {
    return sandbox.post(CLUSTERS + change, body.replace('\'', '"'));
  }

  private void steer(String body) {
    Reply reply = sandbox.post("/sandbox/waits", body.replace('\'', '"'));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }
}
