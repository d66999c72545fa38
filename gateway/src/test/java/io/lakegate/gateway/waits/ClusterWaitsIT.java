package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.SandboxConfig.Timings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clusters, which are started, changed and stopped while they are there. */
final class ClusterWaitsIT {

  private static final String CLUSTERS = "/wait/api/2.1/clusters/";
  private static final String QUICK = "?_poll=100ms&_timeout=10s";
  private static final String SETTINGS =
      "\"spark_version\":\"15.4.x\",\"node_type_id\":\"i3.xlarge\",\"num_workers\":1";

  private static WaitBench bench;

  @BeforeAll
  static void start() {
    bench =
        WaitBench.start(
            SandboxConfig.defaults()
                .withJobs(1)
                .withTimings(Timings.uniform(Duration.ofMillis(60))));
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static Answer post(String verb, String members) {
    return bench.call("POST", CLUSTERS + verb + QUICK, "{" + members + "}");
  }

  private static String state(Answer answer) {
    return answer.status() + " " + WaitBench.json(answer.body()).path("state").asText();
  }

  /** One cluster through all that can be done with it. */
  @Test
  void cluster_itsLife_isWaitedForAtEachStep() {
    Answer created = post("create", SETTINGS);
    assertThat(state(created)).isEqualTo("200 RUNNING");
    String id =
        "\"cluster_id\":\"" + WaitBench.json(created.body()).path("cluster_id").asText() + "\"";

    assertThat(state(post("restart", id))).isEqualTo("200 RUNNING");
    assertThat(state(post("resize", id + ",\"num_workers\":3"))).isEqualTo("200 RUNNING");
    Answer edited = post("edit", id + "," + SETTINGS + ",\"cluster_name\":\"another\"");
    assertThat(state(edited)).isEqualTo("200 RUNNING");
    assertThat(edited.body()).contains("\"cluster_name\":\"another\"");
    assertThat(state(post("delete", id))).isEqualTo("200 TERMINATED");

    OperationError stays = OperationError.of(post("edit", id + "," + SETTINGS));
    assertThat(stays.is(424, "OPERATION_FAILED").state()).isEqualTo("TERMINATED");
    assertThat(stays.message()).isEqualTo("Terminated by user request");

    assertThat(state(post("start", id))).isEqualTo("200 RUNNING");
    assertThat(post("start", id).status()).as("it runs already").isEqualTo(400);
  }

  @Test
  void create_cannotBeLaunched_failsWithThePlatformsMessage() {
    bench.steer(
        "{\"wait\":\"WaitGetClusterRunning\",\"state\":\"TERMINATED\",\"message\":\"no quota\"}");
    OperationError error = OperationError.of(post("create", SETTINGS));

    assertThat(error.is(424, "OPERATION_FAILED").message()).isEqualTo("no quota");
    assertThat(error.state()).isEqualTo("TERMINATED");
    assertThat(error.entity().at("/termination_reason/code").asText()).isNotEmpty();
  }

  @Test
  void poll_untilNamesTheEnd_waitsForThat() {
    String id = WaitBench.json(post("create", SETTINGS).body()).path("cluster_id").asText();
    String get = CLUSTERS + "get?cluster_id=" + id + "&_poll=100ms&_timeout=200ms&_until=";

    assertThat(state(bench.get(get + "RUNNING"))).isEqualTo("200 RUNNING");
    OperationError.of(bench.get(get + "TERMINATED")).is(424, "OPERATION_TIMED_OUT");
  }

  private static String running(int since) {
    return ok("{\"state\":\"RUNNING\",\"last_restarted_time\":" + since + "}");
  }

  /** The state that was there before is not the outcome. */
  @Test
  void restart_stateIsTheSameAsBefore_mustFirstSeeAChange() throws IOException {
    try (ListedOrigin origin = ListedOrigin.start()) {
      origin.on("POST", ok("{}")).on("GET", running(1), running(1), running(1), running(2));
      try (TestGateway gateway = origin.gateway().start()) {
        Answer answer =
            WaitBench.send(
                gateway.port(), "POST", CLUSTERS + "restart" + QUICK, "{\"cluster_id\":\"c\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.field("location")).endsWith("&_after=restart%3A1");
        assertThat(origin.lines().stream().map(line -> line.replaceAll(" .*", "")))
            .isEqualTo(List.of("GET", "POST", "GET", "GET", "GET"));
      }
    }
  }

  @Test
  void restart_notStrictly_takesTheStateThatIsThere() throws IOException {
    try (ListedOrigin origin = ListedOrigin.start()) {
      origin.on("POST", ok("{}")).on("GET", running(1));
      try (TestGateway gateway = origin.gateway().start()) {
        Answer answer =
            WaitBench.send(
                gateway.port(),
                "POST",
                CLUSTERS + "restart?_strict=false",
                "{\"cluster_id\":\"c\"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      }
    }
  }

  /** A change that was seen need not be looked out for any more. */
  @Test
  void restart_nobodyCouldLookBefore_seesTheChangeItself() throws IOException {
    String restarting = "{\"state\":\"RESTARTING\"}";
    try (ListedOrigin origin = ListedOrigin.start()) {
      origin.on("POST", ok("{}")).on("GET", json(403, "{}"), running(1), ok(restarting));
      try (TestGateway gateway = origin.gateway().start()) {
        String restart = CLUSTERS + "restart?_poll=100ms&_timeout=";
        String body = "{\"cluster_id\":\"c\"}";
        Answer answer = WaitBench.send(gateway.port(), "POST", restart + "300ms", body);

        OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
        assertThat(error.state()).isEqualTo("RESTARTING");
        assertThat(error.location()).doesNotContain("_after");
        origin.on("GET", running(2));
        assertThat(WaitBench.send(gateway.port(), "GET", error.location(), "").status())
            .isEqualTo(200);
      }
    }
  }
}
