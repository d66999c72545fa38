package io.lakegate.sandbox.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunApiTest {
  private static final String RUN_NOW = "/api/2.2/jobs/run-now";
  private static final String SUBMIT = "/api/2.2/jobs/runs/submit";
  private static final String RUNS = "/api/2.2/jobs/runs/list";

  private final TestSandbox sandbox =
      TestSandbox.start(
          SandboxConfig.defaults()
              .withTimings(SandboxConfig.Timings.uniform(Duration.ofSeconds(10))));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void runNow_asTimePasses_goesThroughItsLifeCycle() {
    long run = runNow(job(2), "");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      seen.add(state(run).path("life_cycle_state").asText());
      sandbox.advance(Duration.ofSeconds(10));
    }
    JsonNode json = get(run);

    assertThat(seen).containsExactly("QUEUED", "PENDING", "RUNNING", "TERMINATED");
    assertThat(json.path("state").path("result_state").asText()).isEqualTo("SUCCESS");
    assertThat(json.path("status").path("termination_details").path("code").asText())
        .isEqualTo("SUCCESS");
    assertThat(json.path("queue_duration").asLong()).isEqualTo(10_000);
    assertThat(json.path("setup_duration").asLong()).isEqualTo(10_000);
    assertThat(json.path("execution_duration").asLong()).isEqualTo(10_000);
    assertThat(json.path("run_duration").asLong()).isEqualTo(20_000);
    assertThat(json.path("end_time").asLong() - json.path("start_time").asLong()).isEqualTo(30_000);
    assertThat(json.path("run_page_url").asText()).startsWith(sandbox.sandbox().url().toString());
  }

  /** What a run is asked to be, and the states that it ends in. */
  record Ending(String asked, String lifeCycle, String result) {
    @Override
    public String toString() {
      return asked;
    }
  }

  static Stream<Ending> endings() {
    return Stream.of(
        new Ending("SUCCESS", "TERMINATED", "SUCCESS"),
        new Ending("SUCCESS_WITH_FAILURES", "TERMINATED", "SUCCESS_WITH_FAILURES"),
        new Ending("FAILED", "TERMINATED", "FAILED"),
        new Ending("TIMEDOUT", "TERMINATED", "TIMEDOUT"),
        new Ending("CANCELED", "TERMINATED", "CANCELED"),
        new Ending("UPSTREAM_FAILED", "TERMINATED", "UPSTREAM_FAILED"),
        new Ending(
            "MAXIMUM_CONCURRENT_RUNS_REACHED", "TERMINATED", "MAXIMUM_CONCURRENT_RUNS_REACHED"),
        new Ending("SKIPPED", "SKIPPED", ""),
        new Ending("INTERNAL_ERROR", "INTERNAL_ERROR", "FAILED"));
  }

  @ParameterizedTest
  @MethodSource("endings")
  void runNow_askedForAnEnding_endsThatWay(Ending ending) {
    long run =
        runNow(job(2), ",\"job_parameters\":{\"sandbox_result\":\"" + ending.asked() + "\"}");

    sandbox.advance(Duration.ofMinutes(1));

    JsonNode state = state(run);
    assertThat(state.path("life_cycle_state").asText()).isEqualTo(ending.lifeCycle());
    assertThat(state.path("result_state").asText("")).isEqualTo(ending.result());
    assertThat(get(run).path("status").path("state").asText()).isEqualTo("TERMINATED");
    assertThat(get(run).path("overriding_parameters").has("job_parameters")).isTrue();
  }

  @Test
  void runNow_ofTheJobThatAlwaysFails_fails() {
    long run = runNow(job(1), "");
    sandbox.advance(Duration.ofMinutes(1));

    assertThat(state(run).path("result_state").asText()).isEqualTo("FAILED");
  }

  @Test
  void runNow_withADuration_runsThatLong() {
    long run = runNow(job(2), ",\"notebook_params\":{\"sandbox_duration\":\"1h\"}");

    sandbox.advance(Duration.ofMinutes(60));
    assertThat(state(run).path("life_cycle_state").asText()).isEqualTo("RUNNING");
    sandbox.advance(Duration.ofSeconds(20));
    assertThat(state(run).path("life_cycle_state").asText()).isEqualTo("TERMINATED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"job_id\":\"x\"}",
        "{\"job_id\":1}",
        "{\"job_id\":JOB,\"job_parameters\":[]}",
        "{\"job_id\":JOB,\"job_parameters\":{\"sandbox_result\":\"MAYBE\"}}",
        "{\"job_id\":JOB,\"job_parameters\":{\"sandbox_duration\":\"soon\"}}",
        "{\"job_id\":JOB,\"idempotency_token\":\"12345678901234567890123456789012345678901234567890123456789012345\"}",
      })
  void runNow_withOddBody_isInvalidParameterAndRunsNothing(String body) {
    int before = count("");

    Reply reply = sandbox.post(RUN_NOW, body.replace("JOB", Long.toString(job(2))));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(count("")).isEqualTo(before);
  }

  @Test
  void runNow_withTheSameToken_runsOnce() {
    int before = count("");
    long first = runNow(job(2), ",\"idempotency_token\":\"t\"");
    long again = runNow(job(2), ",\"idempotency_token\":\"t\"");
    long other = runNow(job(3), ",\"idempotency_token\":\"t\"");

    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(count("")).isEqualTo(before + 2);
  }

  @Test
  void submit_withTheSameToken_runsOnce() {
    String body = "{\"idempotency_token\":\"t\",\"tasks\":[{\"task_key\":\"a\"}]}";

    assertThat(sandbox.post(SUBMIT, body).text()).isEqualTo(sandbox.post(SUBMIT, body).text());
    assertThat(count("run_type=SUBMIT_RUN")).isEqualTo(1);
  }

  @Test
  void submit_inTheOlderForm_hasOneTask() {
    long run =
        sandbox
            .post(
                SUBMIT,
                "{\"run_name\":\"x\",\"notebook_task\":{\"base_parameters\":{\"sandbox_result\":\"FAILED\"}}}")
            .json()
            .path("run_id")
            .longValue();
    sandbox.advance(Duration.ofMinutes(1));

    JsonNode output = output(run).json();
    assertThat(output.path("error").asText()).contains("FAILED");
    assertThat(output.path("metadata").path("task_key").asText()).isEqualTo("main");
    assertThat(sandbox.post(SUBMIT, "{}").message()).contains("tasks");
  }

  @Test
  void cancel_ofARunningRun_stopsIt() {
    long run = runNow(job(2), "");
    sandbox.advance(Duration.ofSeconds(25));

    assertThat(cancel(run).status()).isEqualTo(200);
    assertThat(state(run).path("life_cycle_state").asText()).isEqualTo("TERMINATING");
    sandbox.advance(Duration.ofSeconds(10));

    JsonNode json = get(run);
    assertThat(json.path("state").path("result_state").asText()).isEqualTo("CANCELED");
    assertThat(json.path("state").path("user_cancelled_or_timedout").asBoolean()).isTrue();
    assertThat(json.path("execution_duration").asLong()).isEqualTo(5_000);
    assertThat(json.path("end_time").asLong() - json.path("start_time").asLong()).isEqualTo(35_000);
  }

  @Test
  void cancel_ofARunThatIsOver_changesNothing() {
    long run = runNow(job(2), "");
    sandbox.advance(Duration.ofMinutes(1));
    cancel(run);
    sandbox.advance(Duration.ofMinutes(1));

    assertThat(state(run).path("result_state").asText()).isEqualTo("SUCCESS");
  }

  @Test
  void output_ofEachTask_hasTheFailureAtTheLast() {
    long run =
        sandbox
            .post(
                SUBMIT,
                "{\"tasks\":[{\"task_key\":\"a\",\"notebook_task\":{\"base_parameters\":{\"sandbox_result\":\"FAILED\"}}},{\"task_key\":\"b\",\"spark_python_task\":{}}]}")
            .json()
            .path("run_id")
            .longValue();
    JsonNode tasks = get(run).path("tasks");
    long first = tasks.path(0).path("run_id").longValue();
    long last = tasks.path(1).path("run_id").longValue();
    assertThat(output(first).json().fieldNames()).toIterable().containsExactly("metadata");
    sandbox.advance(Duration.ofMinutes(1));

    assertThat(output(first).json().path("notebook_output").path("result").asText())
        .isEqualTo("ok: a");
    assertThat(output(last).json().path("error").asText()).isNotEmpty();
    assertThat(output(last).json().path("logs").asText()).contains("b");
    assertThat(get(run).path("tasks").path(0).path("state").path("result_state").asText())
        .isEqualTo("SUCCESS");
    assertThat(output(run).status()).isEqualTo(400);
    assertThat(output(run).message()).contains("multiple tasks");
    assertThat(output(last + 1).message()).contains("does not exist");
    assertThat(output(1).message()).isEqualTo("Run 1 does not exist.");
  }

  @Test
  void output_ofARunThatSucceededWithFailures_failsAtTheLastTaskOnly() {
    long run = runNow(job(3), ",\"job_parameters\":{\"sandbox_result\":\"SUCCESS_WITH_FAILURES\"}");
    sandbox.advance(Duration.ofMinutes(1));

    JsonNode tasks = get(run).path("tasks");

    assertThat(tasks.path(tasks.size() - 1).path("state").path("result_state").asText())
        .isEqualTo("FAILED");
  }

  @Test
  void get_ofARunWithManyTasks_pagesThem() {
    long run = runNow(job(0), "");
    HashSet<Long> ids = new HashSet<>();
    String token = "";
    do {
      JsonNode page =
          sandbox.get("/api/2.2/jobs/runs/get?run_id=" + run + "&page_token=" + token).json();
      page.path("tasks").forEach(task -> ids.add(task.path("run_id").longValue()));
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());

    assertThat(ids).hasSize(250);
    assertThat(sandbox.get("/api/2.1/jobs/runs/get?run_id=" + run).json().path("tasks"))
        .hasSize(250);
    JsonNode listed = sandbox.get(RUNS + "?limit=1&expand_tasks=true").json().path("runs").path(0);
    assertThat(listed.path("has_more").asBoolean()).isTrue();
    assertThat(listed.path("tasks")).hasSize(100);
  }

  @Test
  void get_ofAnUnknownRun_isInvalidParameter() {
    Reply reply = sandbox.get("/api/2.2/jobs/runs/get?run_id=5");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(reply.message()).isEqualTo("Run 5 does not exist.");
    assertThat(sandbox.get("/api/2.2/jobs/runs/get").message()).contains("run_id");
  }

  @Test
  void list_walkedToItsEnd_showsEachOnce() {
    HashSet<Long> ids = new HashSet<>();
    String token = "";
    int pages = 0;
    do {
      JsonNode page = sandbox.get(RUNS + "?page_token=" + token).json();
      page.path("runs").forEach(run -> ids.add(run.path("run_id").longValue()));
      token = page.path("next_page_token").asText("");
      pages++;
    } while (!token.isEmpty());

    assertThat(ids).hasSize(60);
    assertThat(pages).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "'',61",
    "active_only=true,1",
    "completed_only=true,60",
    "run_type=JOB_RUN,61",
    "run_type=SUBMIT_RUN,0",
    "start_time_from=1772366400000,1",
    "start_time_to=1772366399999,60",
    "offset=60,1"
  })
  void list_withFilters_showsThose(String query, int expected) {
    runNow(job(2), "");

    assertThat(count(query)).isEqualTo(expected);
  }

  @Test
  void list_ofAJob_showsItsRuns() {
    long job = job(2);
    runNow(job, "");
    runNow(job, "");

    assertThat(count("job_id=" + job)).isEqualTo(2);
  }

  @Test
  void list_withLimits_takesThoseUnder25() {
    assertThat(sandbox.get(RUNS + "?limit=0").json().path("runs")).hasSize(24);
    assertThat(sandbox.get(RUNS + "?limit=24").json().path("runs")).hasSize(24);
    assertThat(sandbox.get(RUNS).json().path("runs")).hasSize(20);
    assertThat(sandbox.get(RUNS + "?limit=25").status()).isEqualTo(400);
    assertThat(sandbox.get(RUNS + "?active_only=true&completed_only=true").status()).isEqualTo(400);
  }

  private int count(String query) {
    int count = 0;
    String token = "";
    do {
      JsonNode page = sandbox.get(RUNS + "?" + query + "&page_token=" + token).json();
      if (query.startsWith("offset")) {
        return page.path("runs").size();
      }
      count += page.path("runs").size();
      token = page.path("next_page_token").asText("");
    } while (!token.isEmpty());
    return count;
  }

  /** Returns the id of a job, 0 for the newest. */
  private long job(int index) {
    return sandbox
        .get("/api/2.2/jobs/list")
        .json()
        .path("jobs")
        .path(index)
        .path("job_id")
        .longValue();
  }

  private long runNow(long job, String more) {
    Reply reply = sandbox.post(RUN_NOW, "{\"job_id\":" + job + more + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json().path("run_id").longValue();
  }

  private Reply cancel(long run) {
    return sandbox.post("/api/2.2/jobs/runs/cancel", "{\"run_id\":" + run + "}");
  }

  private JsonNode get(long run) {
    return sandbox.get("/api/2.2/jobs/runs/get?run_id=" + run).json();
  }

  private JsonNode state(long run) {
    return get(run).path("state");
  }

  private Reply output(long run) {
    return sandbox.get("/api/2.2/jobs/runs/get-output?run_id=" + run);
  }
}
