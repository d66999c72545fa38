package io.lakegate.sdk.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.waiting.Judgement.States;
import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import io.lakegate.sdk.waiting.Verdict.Untold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What entities of every kind say, by table. */
final class JudgeEntityTest {

  private static final Expectation NONE = Expectation.none();

  /**
   * A poll and what it says.
   *
   * @param name what is special about it
   */
  record Row(
      String name,
      Judgement judgement,
      Expectation expectation,
      boolean strict,
      String body,
      Verdict verdict) {

    Row(String name, Judgement judgement, String body, Verdict verdict) {
      this(name, judgement, NONE, true, body, verdict);
    }

    Row(String name, Expectation expectation, String body, Verdict verdict) {
      this(
          name,
          expectation instanceof Restarted ? Waits.CLUSTER_RUNNING : Waits.RUN_OVER,
          expectation,
          true,
          body,
          verdict);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource({
    "states",
    "runs",
    "runsAsTheSdksJudge",
    "cancelledRuns",
    "repairedRuns",
    "restartedClusters",
    "operations",
    "deletions",
    "libraries"
  })
  void judge_answerWithEntity_followsTheTable(Row row) {
    Judge judge = new Judge(row.judgement, row.expectation, row.strict, Duration.ZERO);
    assertThat(judge.judge(200, row.body.getBytes(UTF_8), Duration.ZERO)).isEqualTo(row.verdict);
  }

  static Stream<Row> states() {
    States cluster = Waits.CLUSTER_RUNNING;
    return Stream.of(
        new Row("success", cluster, "{\"state\":\"RUNNING\"}", new Succeeded("RUNNING")),
        new Row(
            "failure",
            cluster,
            "{\"state\":\"TERMINATED\",\"state_message\":\"out of stock\"}",
            failed("TERMINATED", "out of stock")),
        new Row(
            "failure, message first",
            cluster,
            "{\"state_message\":\"gone\",\"state\":\"ERROR\"}",
            failed("ERROR", "gone")),
        new Row("failure without words", cluster, "{\"state\":\"ERROR\"}", failed("ERROR", "")),
        new Row("dead state", cluster, "{\"state\":\"UNKNOWN\"}", failed("UNKNOWN", "")),
        new Row("passing state", cluster, "{\"state\":\"PENDING\"}", pending("PENDING")),
        new Row("unknown state", cluster, "{\"state\":\"THAWING\"}", pending("THAWING")),
        new Row("other case", cluster, "{\"state\":\"running\"}", pending("running")),
        new Row("no state", cluster, "{\"cluster_id\":\"7\"}", pending("")),
        new Row("null state", cluster, "{\"state\":null}", pending("")),
        new Row("state deeper down", cluster, "{\"spec\":{\"state\":\"RUNNING\"}}", pending("")),
        new Row(
            "state after deep members",
            cluster,
            "{\"spec\":{\"a\":[{\"state\":\"ERROR\"},[]]},\"state\":\"RUNNING\"}",
            new Succeeded("RUNNING")),
        new Row("no object", cluster, "\"RUNNING\"", new Unclear(200)),
        new Row("nothing", cluster, "", new Unclear(200)),
        new Row("HTML", cluster, "<html>RUNNING</html>", new Unclear(200)),
        new Row("half an object", cluster, "{\"state\":\"RUNNING\"", new Unclear(200)),
        new Row("two objects", cluster, "{\"state\":\"RUNNING\"}{}", new Unclear(200)),
        new Row("absent and ready", Waits.CATALOG_PROVISIONED, "{}", new Succeeded("")),
        new Row(
            "present, not ready",
            Waits.CATALOG_PROVISIONED,
            "{\"provisioning_info\":{\"state\":\"PROVISIONING\"}}",
            pending("PROVISIONING")),
        new Row("true", Waits.INDEX_READY, "{\"status\":{\"ready\":true}}", new Succeeded("true")),
        new Row("false", Waits.INDEX_READY, "{\"status\":{\"ready\":false}}", pending("false")),
        new Row(
            "JSON pointer",
            pointer("/jobs/1/a.b~1c", "9007199254740993"),
            "{\"jobs\":[{},{\"a.b/c\":9007199254740993}]}",
            new Succeeded("9007199254740993")),
        new Row(
            "JSON pointer to nothing",
            pointer("/jobs/2", "OK"),
            "{\"jobs\":[\"OK\",\"OK\"]}",
            pending("")),
        new Row("bare array", pointer("/0", "OK"), "[\"OK\"]", new Succeeded("OK")));
  }

  private static States pointer(String path, String success) {
    return new States(
        path, Set.of(success), Set.of(), Set.of(), Optional.empty(), Optional.empty());
  }

  static Stream<Row> runs() {
    Stream<Row> passing =
        Stream.of("SUCCESS", "SUCCESS_WITH_FAILURES")
            .map(
                result ->
                    new Row(
                        result, Waits.RUN_OVER, run("TERMINATED", result), new Succeeded(result)));
    Stream<Row> failing =
        Stream.of(
                "FAILED",
                "TIMEDOUT",
                "CANCELED",
                "MAXIMUM_CONCURRENT_RUNS_REACHED",
                "UPSTREAM_FAILED",
                "UPSTREAM_CANCELED",
                "EXCLUDED",
                "DISABLED",
                "WHAT_COMES_NEXT")
            .map(
                result ->
                    new Row(
                        result, Waits.RUN_OVER, run("TERMINATED", result), failed(result, "so")));
    Stream<Row> going =
        Stream.of("PENDING", "QUEUED", "BLOCKED", "WAITING_FOR_RETRY", "RUNNING", "TERMINATING")
            .map(state -> new Row(state, Waits.RUN_OVER, run(state, "SUCCESS"), pending(state)));
    Stream<Row> others =
        Stream.of(
            new Row("skipped", Waits.RUN_OVER, run("SKIPPED", ""), failed("SKIPPED", "so")),
            new Row(
                "skipped with a reason",
                Waits.RUN_OVER,
                run("SKIPPED", "MAXIMUM_CONCURRENT_RUNS_REACHED"),
                failed("SKIPPED", "so")),
            new Row(
                "skipped, whatever its result",
                Waits.RUN_OVER,
                run("SKIPPED", "SUCCESS"),
                failed("SKIPPED", "so")),
            new Row(
                "internal error",
                Waits.RUN_OVER,
                run("INTERNAL_ERROR", "FAILED"),
                failed("INTERNAL_ERROR", "so")),
            new Row(
                "result to come",
                Waits.RUN_OVER,
                "{\"state\":{\"life_cycle_state\":\"TERMINATED\"}}",
                new Untold("TERMINATED")),
            new Row("code passes", Waits.RUN_OVER, coded("SUCCESS"), new Succeeded("SUCCESS")),
            new Row(
                "code does not pass",
                Waits.RUN_OVER,
                coded("DRIVER_ERROR"),
                failed("DRIVER_ERROR", "its words")),
            new Row(
                "result before code",
                Waits.RUN_OVER,
                coded("SUCCESS").replace("\"state_message\"", "\"result_state\":\"FAILED\",\"m\""),
                failed("FAILED", "its words")));
    return Stream.of(passing, failing, going, others).flatMap(rows -> rows);
  }

  static Stream<Row> runsAsTheSdksJudge() {
    return Stream.of(
        lax("failed", NONE, run("TERMINATED", "FAILED"), new Succeeded("TERMINATED")),
        lax("skipped", NONE, run("SKIPPED", ""), new Succeeded("SKIPPED")),
        lax("internal error", NONE, run("INTERNAL_ERROR", ""), failed("INTERNAL_ERROR", "so")),
        lax("repair", new Repaired("7"), run("TERMINATED", "FAILED"), new Succeeded("TERMINATED")));
  }

  private static Row lax(String name, Expectation expectation, String body, Verdict verdict) {
    return new Row("lax, " + name, Waits.RUN_OVER, expectation, false, body, verdict);
  }

  static Stream<Row> cancelledRuns() {
    AnyEnd any = new AnyEnd();
    return Stream.of(
        new Row("cancelled", any, run("TERMINATED", "CANCELED"), new Succeeded("TERMINATED")),
        new Row("was over", any, run("TERMINATED", "FAILED"), new Succeeded("TERMINATED")),
        new Row("was skipped", any, run("SKIPPED", ""), new Succeeded("SKIPPED")),
        new Row("broke", any, run("INTERNAL_ERROR", ""), new Succeeded("INTERNAL_ERROR")),
        new Row("not yet", any, run("TERMINATING", ""), new Pending("TERMINATING", any)));
  }

  static Stream<Row> repairedRuns() {
    Repaired repair = new Repaired("734650698524280");
    String earlier = run("TERMINATED", "FAILED");
    return Stream.of(
        new Row("no history", repair, earlier, new Pending("TERMINATED", repair)),
        new Row(
            "not in the history yet",
            repair,
            history(earlier, entry(1, earlier)),
            new Pending("TERMINATED", repair)),
        new Row(
            "repair runs",
            repair,
            history(earlier, entry(1, earlier), entry(734650698524280L, run("RUNNING", ""))),
            new Pending("RUNNING", repair)),
        new Row(
            "repair helped",
            repair,
            history(earlier, entry(734650698524280L, run("TERMINATED", "SUCCESS"))),
            new Succeeded("SUCCESS")),
        new Row(
            "repair failed",
            repair,
            history(run("TERMINATED", "SUCCESS"), entry(734650698524280L, earlier)),
            failed("FAILED", "so")),
        new Row(
            "another repair after ours",
            repair,
            history(
                run("RUNNING", ""),
                entry(734650698524280L, run("TERMINATED", "SUCCESS")),
                entry(2, run("RUNNING", ""))),
            new Succeeded("SUCCESS")),
        new Row(
            "entry without a state: the run's",
            repair,
            history(run("TERMINATED", "SUCCESS"), "{\"id\":734650698524280}"),
            new Succeeded("SUCCESS")));
  }

  static Stream<Row> restartedClusters() {
    Restarted restart = new Restarted(Optional.of("1695780635064"));
    Restarted unknown = new Restarted(Optional.empty());
    Restarted neverStarted = new Restarted(Optional.of(""));
    return Stream.of(
        new Row("as before", restart, running("1695780635064"), new Pending("RUNNING", restart)),
        new Row("started anew", restart, running("1695780999999"), new Succeeded("RUNNING")),
        new Row("first start", neverStarted, running("1695780999999"), new Succeeded("RUNNING")),
        new Row(
            "start never told",
            neverStarted,
            "{\"state\":\"RUNNING\"}",
            new Pending("RUNNING", neverStarted)),
        new Row(
            "nobody looked", unknown, running("1695780999999"), new Pending("RUNNING", unknown)),
        new Row("restarts", unknown, "{\"state\":\"RESTARTING\"}", pending("RESTARTING")),
        new Row("resizes", restart, "{\"state\":\"RESIZING\"}", new Pending("RESIZING", restart)),
        new Row("no state", restart, "{}", new Pending("", restart)),
        new Row("dies", restart, "{\"state\":\"TERMINATED\"}", failed("TERMINATED", "")));
  }

  static Stream<Row> operations() {
    return Stream.of(
        new Row("begun", Waits.OPERATION, "{\"name\":\"operations/1\"}", pending("PENDING")),
        new Row("not done", Waits.OPERATION, "{\"done\":false}", pending("PENDING")),
        new Row(
            "not done, error",
            Waits.OPERATION,
            "{\"done\":false,\"error\":{\"message\":\"x\"}}",
            pending("PENDING")),
        new Row(
            "response", Waits.OPERATION, "{\"done\":true,\"response\":{}}", new Succeeded("DONE")),
        new Row("neither", Waits.OPERATION, "{\"done\":true}", new Succeeded("DONE")),
        new Row(
            "null error", Waits.OPERATION, "{\"done\":true,\"error\":null}", new Succeeded("DONE")),
        new Row(
            "error",
            Waits.OPERATION,
            "{\"error\":{\"message\":\"no room\",\"error_code\":\"RESOURCE_EXHAUSTED\"},"
                + "\"done\":true}",
            new Failed("FAILED", "no room", Optional.of("RESOURCE_EXHAUSTED"))),
        new Row(
            "bare error", Waits.OPERATION, "{\"done\":true,\"error\":{}}", failed("FAILED", "")),
        new Row("no JSON", Waits.OPERATION, "done", new Unclear(200)));
  }

  static Stream<Row> deletions() {
    return Stream.of(
        new Row("there", Waits.WAREHOUSE_DELETED, "{\"state\":\"DELETING\"}", pending("DELETING")),
        new Row(
            "gone state",
            Waits.WAREHOUSE_DELETED,
            "{\"state\":\"DELETED\"}",
            new Succeeded("DELETED")),
        new Row(
            "failure",
            Waits.WAREHOUSE_DELETED,
            "{\"state\":\"DELETION_FAILED\"}",
            failed("DELETION_FAILED", "")),
        new Row("no state", Waits.WAREHOUSE_DELETED, "{}", pending("")),
        new Row("stateless", Waits.INDEX_DELETED, "{\"state\":\"DELETED\"}", pending("")),
        new Row("no JSON", Waits.INDEX_DELETED, "", new Unclear(200)));
  }

  static Stream<Row> libraries() {
    return Stream.of(
        new Row("none", Waits.LIBRARIES, "{\"cluster_id\":\"7\"}", new Succeeded("DONE")),
        new Row("all in", Waits.LIBRARIES, statuses("INSTALLED", "SKIPPED"), new Succeeded("DONE")),
        new Row("one pends", Waits.LIBRARIES, statuses("FAILED", "RESOLVING"), pending("PENDING")),
        new Row(
            "one failed",
            Waits.LIBRARIES,
            "{\"library_statuses\":[{\"status\":\"INSTALLED\"},"
                + "{\"status\":\"FAILED\",\"messages\":[\"no wheel\",{\"x\":1},\"giving up\"]}]}",
            failed("FAILED", "no wheel; giving up")),
        new Row(
            "one without a state",
            Waits.LIBRARIES,
            "{\"library_statuses\":[{\"library\":{}}]}",
            pending("PENDING")),
        new Row(
            "somebody else's failed",
            Waits.LIBRARIES,
            "{\"library_statuses\":[{\"status\":\"FAILED\",\"is_library_for_all_clusters\":true}]}",
            new Succeeded("DONE")),
        new Row(
            "one in a state that nobody knows",
            Waits.LIBRARIES,
            statuses("INSTALLED", "THAWING"),
            pending("THAWING")),
        new Row(
            "one unknown, one that pends",
            Waits.LIBRARIES,
            statuses("THAWING", "PENDING"),
            pending("THAWING")),
        new Row(
            "one unknown, one that failed",
            Waits.LIBRARIES,
            statuses("THAWING", "FAILED"),
            failed("FAILED", "")),
        new Row(
            "lax, one unknown",
            Waits.LIBRARIES,
            NONE,
            false,
            statuses("INSTALLED", "THAWING"),
            done()),
        new Row("restored", Waits.LIBRARIES, statuses("RESTORED", "UNINSTALL_ON_RESTART"), done()),
        new Row(
            "good ends not told",
            new Judgement.Elements(
                "library_statuses",
                "status",
                List.of("PENDING"),
                Set.of(),
                Set.of("FAILED"),
                Optional.empty(),
                Optional.empty()),
            statuses("THAWING", "X"),
            done()),
        new Row("no list", Waits.LIBRARIES, "{\"library_statuses\":{\"status\":\"x\"}}", done()),
        new Row("no JSON", Waits.LIBRARIES, "[", new Unclear(200)),
        new Row("scalar", Waits.LIBRARIES, "7", new Unclear(200)));
  }

  private static Pending pending(String state) {
    return new Pending(state, NONE);
  }

  private static Failed failed(String state, String message) {
    return new Failed(state, message, Optional.empty());
  }

  private static Succeeded done() {
    return new Succeeded("DONE");
  }

  private static String run(String lifeCycle, String result) {
    return "{\"run_id\":7,\"state\":{\"life_cycle_state\":\"%s\",%s\"state_message\":\"so\"}}"
        .formatted(lifeCycle, result.isEmpty() ? "" : "\"result_state\":\"" + result + "\",");
  }

  /** A run of which only the newer members tell how it ended. */
  private static String coded(String code) {
    return ("{\"state\":{\"life_cycle_state\":\"TERMINATED\",\"state_message\":\"\"},\"status\":"
            + "{\"termination_details\":{\"code\":\"%s\",\"message\":\"its words\"}}}")
        .formatted(code);
  }

  private static String entry(long id, String run) {
    return run.replace("\"run_id\":7", "\"id\":" + id);
  }

  private static String history(String run, String... entries) {
    return run.substring(0, run.length() - 1)
        + ",\"repair_history\":["
        + String.join(",", entries)
        + "]}";
  }

  private static String running(String restarted) {
    return "{\"state\":\"RUNNING\",\"last_restarted_time\":" + restarted + "}";
  }

  private static String statuses(String first, String second) {
    return "{\"library_statuses\":[{\"status\":\"%s\"},{\"status\":\"%s\"}]}"
        .formatted(first, second);
  }
}
