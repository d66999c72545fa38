package io.lakegate.sandbox.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How runs go when a parameter, a steer or a repair says so. */
final class RunCourseIT {
  private static final String RUNS = "/api/2.2/jobs/runs/";
  private static final Duration LONG = Duration.ofMinutes(1);

  private final TestSandbox sandbox = TestSandbox.start(SandboxConfig.defaults().withJobs(0));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void run_withStatesOfItsOwn_passesThroughThem() {
    long run = submit("'sandbox_states':'BLOCKED,WAITING_FOR_RETRY','sandbox_duration':'3s'");
    List<String> seen = new ArrayList<>();
    List<String> newer = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      seen.add(lifeCycle(run));
      newer.add(get(run).at("/status/state").asText());
      sandbox.advance(Duration.ofSeconds(2));
    }

    assertThat(seen).containsExactly("BLOCKED", "WAITING_FOR_RETRY", "TERMINATED");
    assertThat(newer).containsExactly("BLOCKED", "WAITING", "TERMINATED");
  }

  @ParameterizedTest
  @CsvSource({
    "'outcome':'failure',INTERNAL_ERROR,FAILED",
    "'state':'SKIPPED',SKIPPED,''",
    "'state':'TIMEDOUT',TERMINATED,TIMEDOUT",
    "'state':'TERMINATED',TERMINATED,SUCCESS",
  })
  void run_steered_endsThatWay(String steer, String lifeCycle, String result) {
    steer("{'wait':'WaitGetRunJobTerminatedOrSkipped'," + steer + ",'message':'because'}");
    long run = submit("");
    sandbox.advance(LONG);

    assertThat(lifeCycle(run)).isEqualTo(lifeCycle);
    assertThat(get(run).at("/state/result_state").asText("")).isEqualTo(result);
    assertThat(get(run).at("/state/state_message").asText()).isEqualTo("because");
  }

  @Test
  void run_steeredInTime_takesItInAll() {
    steer("{'path':'/api/2.2/jobs/runs/submit','method':'POST','duration_ms':30}");
    long run = submit("");

    sandbox.advance(Duration.ofMillis(29));
    assertThat(lifeCycle(run)).isEqualTo("RUNNING");
    sandbox.advance(Duration.ofMillis(1));
    assertThat(lifeCycle(run)).isEqualTo("TERMINATED");
  }

  @Test
  void run_steeredNeverToEnd_canStillBeCancelled() {
    steer("{'wait':'WaitGetRunJobTerminatedOrSkipped','outcome':'never'}");
    long run = submit("");
    sandbox.advance(LONG);
    assertThat(lifeCycle(run)).isEqualTo("RUNNING");

    post(RUNS + "cancel", "{'run_id':" + run + "}");
    sandbox.advance(LONG);
    assertThat(get(run).at("/state/result_state").asText()).isEqualTo("CANCELED");
  }

  @Test
  void repair_ofARunThatIsOver_runsAnewAndKeepsItsPast() {
    long run = submit("'sandbox_result':'FAILED'");
    assertThat(repair(run, "").errorCode()).isEqualTo("INVALID_STATE");
    sandbox.advance(LONG);
    assertThat(get(run).has("repair_history")).isFalse();

    long repair = repair(run, ",'rerun_all_failed_tasks':true").json().path("repair_id").asLong();

    assertThat(repair).isPositive();
    assertThat(lifeCycle(run)).isEqualTo("QUEUED");
    sandbox.advance(LONG);
    assertThat(get(run).at("/state/result_state").asText()).isEqualTo("SUCCESS");
    JsonNode history = get(run).path("repair_history");
    assertThat(history.isMissingNode()).isTrue();
    history = sandbox.get(RUNS + "get?include_history=true&run_id=" + run).json();
    assertThat(history.at("/repair_history/0/type").asText()).isEqualTo("ORIGINAL");
    assertThat(history.at("/repair_history/0/state/result_state").asText()).isEqualTo("FAILED");
    assertThat(history.at("/repair_history/1/type").asText()).isEqualTo("REPAIR");
    assertThat(history.at("/repair_history/1/id").asLong()).isEqualTo(repair);
    assertThat(history.at("/repair_history/1/state/result_state").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void repair_afterARepair_namesIt() {
    long run = submit("");
    sandbox.advance(LONG);
    long first = repair(run, "").json().path("repair_id").asLong();
    sandbox.advance(LONG);

    assertThat(repair(run, "").message()).isEqualTo("latest_repair_id must be " + first);
    long second =
        repair(
                run,
                ",'latest_repair_id':" + first + ",'job_parameters':{'sandbox_result':'FAILED'}")
            .json()
            .path("repair_id")
            .asLong();
    assertThat(second).isNotEqualTo(first);
    sandbox.advance(LONG);
    assertThat(get(run).at("/state/result_state").asText()).isEqualTo("FAILED");
  }

  @Test
  void repair_steered_saysWhyInItsOwnPart() {
    long run = submit("'sandbox_result':'FAILED'");
    sandbox.advance(LONG);
    steer("{'wait':'WaitGetRunJobTerminatedOrSkipped','state':'FAILED','message':'because'}");
    repair(run, "");
    sandbox.advance(LONG);

    JsonNode history = sandbox.get(RUNS + "get?run_id=" + run + "&include_history=true").json();
    assertThat(history.at("/repair_history/0/state/state_message").asText())
        .isEqualTo("Workload failed");
    assertThat(history.at("/repair_history/1/state/state_message").asText()).isEqualTo("because");
  }

  private long submit(String parameters) {
    String task =
        "{'task_key':'a','notebook_task':{'notebook_path':'/n','base_parameters':{"
            + parameters
            + "}}}";
    return post(RUNS + "submit", "{'tasks':[" + task + "]}").json().path("run_id").asLong();
  }

  private Reply repair(long run, String members) {
    return post(RUNS + "repair", "{'run_id':" + run + members + "}");
  }

  private JsonNode get(long run) {
    return sandbox.get(RUNS + "get?run_id=" + run).json();
  }

  private String lifeCycle(long run) {
    return get(run).at("/state/life_cycle_state").asText();
  }

  private Reply post(String path, String body) {
    return sandbox.post(path, body.replace('\'', '"'));
  }

  private void steer(String body) {
    Reply reply = post("/sandbox/waits", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }
}
