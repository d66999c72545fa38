package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.SandboxConfig.Timings;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of jobs, which are judged by their result. */
final class JobRunWaitsIT {

  private static final String RUN_NOW = "/wait/api/2.2/jobs/run-now?_poll=100ms";

  private static WaitBench bench;
  private static String job;

  @BeforeAll
  static void start() {
    bench =
        WaitBench.start(
            SandboxConfig.defaults()
                .withJobs(1)
                .withTimings(Timings.uniform(Duration.ofMillis(20))));
    Answer list = bench.direct("GET", "/api/2.2/jobs/list?limit=1", "");
    job = WaitBench.json(list.body()).at("/jobs/0/job_id").asText();
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  private static String run(String parameters) {
    return "{\"job_id\":%s,\"job_parameters\":{%s}}".formatted(job, parameters);
  }

  private static String ending(String result) {
    return run("\"sandbox_result\":\"" + result + "\"");
  }

  private static String state(Answer answer, String member) {
    return WaitBench.json(answer.body()).path("state").path(member).asText();
  }

  private static String id(Answer answer) {
    return WaitBench.json(answer.body()).path("run_id").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUCCESS", "SUCCESS_WITH_FAILURES"})
  void run_passes_isSuccess(String result) {
    Answer answer = bench.call("POST", RUN_NOW, ending(result));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(state(answer, "life_cycle_state")).isEqualTo("TERMINATED");
    assertThat(state(answer, "result_state")).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, FAILED, Workload failed",
    "TIMEDOUT, TIMEDOUT, Run timed out",
    "CANCELED, CANCELED, Run cancelled",
    "UPSTREAM_FAILED, UPSTREAM_FAILED, An upstream task failed",
    "MAXIMUM_CONCURRENT_RUNS_REACHED, MAXIMUM_CONCURRENT_RUNS_REACHED, Too many active runs",
    "SKIPPED, SKIPPED, An active run of the job exists",
    "INTERNAL_ERROR, INTERNAL_ERROR, Cluster did not start"
  })
  void run_doesNotPass_failsWithItsResultAndMessage(String result, String state, String message) {
    OperationError error = OperationError.of(bench.call("POST", RUN_NOW, ending(result)));

    error.is(424, "OPERATION_FAILED");
    assertThat(error.state()).isEqualTo(state);
    assertThat(error.message()).isEqualTo(message);
    assertThat(error.entity().path("job_id").asText()).isEqualTo(job);
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS, 200",
    "FAILED, 200",
    "CANCELED, 200",
    "SKIPPED, 200",
    "INTERNAL_ERROR, 424"
  })
  void run_notStrictly_isJudgedAsBySdks(String result, int status) {
    Answer answer = bench.call("POST", RUN_NOW + "&_strict=false", ending(result));

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.field("location")).endsWith("&_strict=false");
    assertThat(bench.get(answer.field("location")).status()).isEqualTo(status);
  }

  @Test
  void run_passesThroughStatesThatAreNoEnd_goesOn() {
    String states = "\"sandbox_states\":\"QUEUED,BLOCKED,RUNNING,WAITING_FOR_RETRY,TERMINATING\"";
    Answer answer = bench.call("POST", RUN_NOW, run(states));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(state(answer, "life_cycle_state")).isEqualTo("TERMINATED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUEUED", "BLOCKED", "WAITING_FOR_RETRY", "TERMINATING"})
  void run_isInAStateThatIsNoEnd_timesOutInIt(String passing) {
    String slow = "\"sandbox_states\":\"" + passing + "\",\"sandbox_duration\":\"5m\"";
    Answer answer = bench.call("POST", RUN_NOW + "&_timeout=300ms", run(slow));

    OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
    assertThat(error.state()).isEqualTo(passing);
    assertThat(error.message())
        .containsPattern("after 0\\.[3-9]\\d* s")
        .contains(passing, "left running");
    String target = CatalogWaits.polledAt(error.location());
    assertThat(state(bench.direct("GET", target, ""), "life_cycle_state")).isEqualTo(passing);
  }

  @Test
  void cancel_anyEnd_passes() {
    String running =
        id(bench.direct("POST", "/api/2.2/jobs/run-now", run("\"sandbox_duration\":\"5m\"")));
    Answer cancelled = cancel(running);

    assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
    assertThat(state(cancelled, "result_state")).isEqualTo("CANCELED");
    assertThat(cancelled.field("location")).endsWith("&_after=cancel");
    assertThat(bench.get(cancelled.field("location")).status()).isEqualTo(200);
    assertThat(bench.get(cancelled.field("location").replace("&_after=cancel", "")).status())
        .isEqualTo(424);

    String failed =
        OperationError.of(bench.call("POST", RUN_NOW, ending("INTERNAL_ERROR")))
            .entity()
            .path("run_id")
            .asText();
    assertThat(cancel(failed).status()).isEqualTo(200);
  }

  private static Answer cancel(String run) {
    return bench.call(
        "POST", "/wait/api/2.2/jobs/runs/cancel?_poll=100ms", "{\"run_id\":" + run + "}");
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, 200", "FAILED, 424"})
  void repair_itsOwnEnd_counts(String result, int status) {
    String failed =
        OperationError.of(bench.call("POST", RUN_NOW, ending("FAILED")))
            .entity()
            .path("run_id")
            .asText();
    String body =
        "{\"run_id\":%s,\"job_parameters\":{\"sandbox_result\":\"%s\"}}".formatted(failed, result);

    Answer answer = bench.call("POST", "/wait/api/2.2/jobs/runs/repair?_poll=100ms", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.field("location"))
        .matches(
            "/wait/api/2.2/jobs/runs/get\\?run_id="
                + failed
                + "&include_history=true&_poll=100ms&_after=repair%3A\\d+");
    assertThat(bench.get(answer.field("location")).status()).isEqualTo(status);
  }

  /** The run shows its earlier end until the platform has taken note of the repair. */
  @Test
  void repair_isNotReflectedYet_goesOn() throws IOException {
    String ended = "\"state\":{\"life_cycle_state\":\"TERMINATED\",\"result_state\":\"%s\"}";
    String before = "{" + ended.formatted("FAILED") + "}";
    String running =
        "{\"state\":{\"life_cycle_state\":\"RUNNING\"},\"repair_history\":[{\"id\":9007199254740993,"
            + "\"state\":{\"life_cycle_state\":\"RUNNING\"}}]}";
    String after =
        "{"
            + ended.formatted("SUCCESS")
            + ",\"repair_history\":[{\"type\":\"ORIGINAL\","
            + ended.formatted("FAILED")
            + "},{\"id\":9007199254740993,"
            + ended.formatted("SUCCESS")
            + "}]}";
    try (ListedOrigin origin = ListedOrigin.start()) {
      origin
          .on("POST", ok("{\"repair_id\":9007199254740993}"))
          .on("GET", ok(before), ok(before), ok(running), ok(after));
      try (TestGateway gateway = origin.gateway().start()) {
        Answer answer =
            WaitBench.send(
                gateway.port(),
                "POST",
                "/wait/api/2.2/jobs/runs/repair?_poll=100ms",
                "{\"run_id\":7}");

        assertThat(answer.status() + answer.body()).isEqualTo("200" + after);
        assertThat(answer.field("location")).endsWith("&_after=repair%3A9007199254740993");
        assertThat(origin.lines()).hasSize(5);
      }
    }
  }

  /** Nobody can say how it ended, and nobody waits for that to the end of the time. */
  @Test
  void run_isOverWithoutAResult_failsAfterSomePolls() throws IOException {
    String over = "{\"state\":{\"life_cycle_state\":\"TERMINATED\"}}";
    try (ListedOrigin origin = ListedOrigin.start().on("GET", ok(over));
        TestGateway gateway = origin.gateway().start()) {
      String run = "/wait/api/2.2/jobs/runs/get?run_id=7&_poll=100ms&_timeout=none";
      OperationError error =
          OperationError.of(WaitBench.send(gateway.port(), "GET", run, ""))
              .is(424, "OPERATION_FAILED");

      assertThat(error.state()).isEqualTo("TERMINATED");
      assertThat(error.message()).contains("not known whether it ended well");
      assertThat(error.entity()).isEqualTo(WaitBench.json(over));
      assertThat(origin.lines()).hasSize(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"SUCCESS, 200", "SUCCESS_WITH_FAILURES, 200", "RUN_EXECUTION_ERROR, 424"})
  void run_resultComesLate_counts(String code, int status) throws IOException {
    String over = "{\"state\":{\"life_cycle_state\":\"TERMINATED\"}%s}";
    String told = ",\"status\":{\"termination_details\":{\"code\":\"" + code + "\"}}";
    try (ListedOrigin origin = ListedOrigin.start();
        TestGateway gateway = origin.gateway().start()) {
      origin.on("GET", ok(over.formatted("")), ok(over.formatted(told)));
      Answer answer =
          WaitBench.send(
              gateway.port(), "GET", "/wait/api/2.2/jobs/runs/get?run_id=7&_poll=100ms", "");

      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(origin.lines()).hasSize(2);
    }
  }

  @Test
  void submit_isWaitedFor() {
    String body = "{\"tasks\":[{\"task_key\":\"a\",\"notebook_task\":{\"notebook_path\":\"/a\"}}]}";
    Answer answer = bench.call("POST", "/wait/api/2.1/jobs/runs/submit?_poll=100ms", body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.field("location")).contains("/api/2.2/jobs/runs/get?run_id=" + id(answer));
  }
}
