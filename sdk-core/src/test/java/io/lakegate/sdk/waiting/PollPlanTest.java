package io.lakegate.sdk.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.waiting.Binding.From;
import io.lakegate.sdk.waiting.PollPlan.Ready;
import io.lakegate.sdk.waiting.PollPlan.Unbound;
import io.lakegate.sdk.waiting.PollTarget.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PollPlanTest {

  private static final PollTarget RUN =
      target("/api/2.2/jobs/runs/get", new Parameter("run_id", false, "run_id", false));
  private static final PollTarget CLUSTER =
      target("/api/2.1/clusters/get", new Parameter("cluster_id", false, "cluster_id", false));
  private static final PollTarget APP =
      target("/api/2.0/apps/{name}", new Parameter("name", true, "name", false));
  private static final PollTarget OPERATION =
      new PollTarget(
          "/api/2.0/postgres/{name}",
          "/api/2.0/postgres/{resource+}/operations/{operation_id}",
          List.of(new Parameter("name", true, "name", true)));
  private static final PollTarget FAILOVER =
      new PollTarget(
          "/api/disaster-recovery/v1/{name}",
          "/api/disaster-recovery/v1/accounts/{account_id}/failover-groups/{failover_group_id}",
          List.of(new Parameter("name", true, "name", true)));

  private static final WaitTrigger RUN_NOW =
      trigger("jobs.run_now", "/api/2.2/jobs/run-now", bind("run_id", From.RESPONSE, "run_id"));
  private static final WaitTrigger CREATE_APP =
      trigger("apps.create", "/api/2.0/apps", bind("name", From.RESPONSE, "name"));
  private static final WaitTrigger CREATE_PROJECT =
      trigger(
          "postgres.create_project",
          "/api/2.0/postgres/projects",
          bind("name", From.RESPONSE, "name"));
  private static final WaitTrigger RESTART =
      trigger(
          "clusters.restart",
          "/api/2.1/clusters/restart",
          bind("cluster_id", From.REQUEST_BODY, "cluster_id"));
  private static final WaitTrigger STOP_APP =
      trigger("apps.stop", "/api/2.0/apps/{name}/stop", bind("name", From.REQUEST_PATH, "name"));
  private static final WaitTrigger FAIL_OVER =
      trigger(
          "disaster_recovery.failover_failover_group",
          FAILOVER.matchTemplate() + "/failover",
          bind("name", From.REQUEST_PATH, "name"));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};''",
        "{\"error_code\":\"X\",\"message\":\"no\"};X",
        "{\"error_code\":\"X\",\"run_id\":7};''",
        "{\"error_code\":\"X\",\"run_id\":null};X",
        "{\"error_code\":7};''",
        "{\"error\":{\"error_code\":\"X\"}};''"
      })
  void error_ofAnAnswer_isOneWhereNothingNamesWhatWasStarted(String answer, String code) {
    WaitDescriptor wait =
        new WaitDescriptor("run", RUN, Waits.RUN_OVER, Optional.empty(), List.of(RUN_NOW));
    TriggerExchange exchange =
        TriggerExchange.request("/api/2.2/jobs/run-now", new byte[0])
            .answered(answer.getBytes(UTF_8));
    assertThat(PollPlan.error(wait, RUN_NOW, exchange).map(OriginError::errorCode))
        .isEqualTo(Optional.of(code).filter(text -> !text.isEmpty()));
  }

  /**
   * A call and the poll for its outcome.
   *
   * @param name what is special about it
   */
  record Row(
      String name,
      PollTarget poll,
      WaitTrigger trigger,
      String path,
      String request,
      String response,
      String target) {

    TriggerExchange exchange() {
      return TriggerExchange.request(path, request.getBytes(UTF_8))
          .answered(response.getBytes(UTF_8));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  void of_boundCall_isPolledAt(Row row) {
    PollPlan plan = PollPlan.of(row.poll, row.trigger, row.exchange());
    assertThat(plan).isInstanceOfSatisfying(Ready.class, ready -> target(ready, row.target));
  }

  private static void target(Ready ready, String target) {
    assertThat(ready.target()).isEqualTo(target);
  }

  static Stream<Row> of_boundCall_isPolledAt() {
    String group = "/api/disaster-recovery/v1/accounts/a-1/failover-groups/eu%20west";
    return Stream.of(
        response(
            "int64",
            RUN,
            RUN_NOW,
            "{\"run_id\":9007199254740993}",
            "/api/2.2/jobs/runs/get?run_id=9007199254740993"),
        response(
            "uint64",
            RUN,
            RUN_NOW,
            "{\"run_id\":18446744073709551615}",
            "/api/2.2/jobs/runs/get?run_id=18446744073709551615"),
        response(
            "number as text",
            RUN,
            RUN_NOW,
            "{\"run_id\":\"7\"}",
            "/api/2.2/jobs/runs/get?run_id=7"),
        response(
            "query value",
            RUN,
            RUN_NOW,
            "{\"run_id\":\"a&b=c+d/e é\"}",
            "/api/2.2/jobs/runs/get?run_id=a%26b%3Dc%2Bd%2Fe%20%C3%A9"),
        response(
            "odd name",
            APP,
            CREATE_APP,
            "{\"name\":\"a b/c?d#e%2f\"}",
            "/api/2.0/apps/a%20b%2Fc%3Fd%23e%252f"),
        response(
            "operation's name",
            OPERATION,
            CREATE_PROJECT,
            "{\"name\":\"projects/x/branches/y/operations/z 1\",\"done\":false}",
            "/api/2.0/postgres/projects/x/branches/y/operations/z%201"),
        new Row(
            "other version, doubled and closing slashes",
            APP,
            STOP_APP,
            "/api//2.9/apps/my%2Dapp/stop/",
            "",
            "{}",
            "/api/2.0/apps/my%2Dapp"),
        new Row("resource name of a path", FAILOVER, FAIL_OVER, group + "/failover", "", "", group),
        new Row(
            "request body",
            CLUSTER,
            RESTART,
            RESTART.matchTemplate(),
            "{\"cluster_id\":\"0701-x\"}",
            "{}",
            "/api/2.1/clusters/get?cluster_id=0701-x"),
        new Row(
            "several, nested",
            target(
                "/api/2.0/spaces/{space}/messages/{message}",
                new Parameter("space", true, "space", false),
                new Parameter("message", true, "message", false),
                new Parameter("sig", false, "signature", false)),
            trigger(
                "genie.ask",
                "/api/2.0/spaces/{space_id}/ask",
                bind("message", From.RESPONSE, "message.id"),
                bind("space", From.REQUEST_PATH, "space_id"),
                bind("sig", From.REQUEST_PATH, "space_id")),
            "/api/2.0/spaces/%7Bmessage%7D+&/ask",
            "",
            "{\"message\":{\"id\":3}}",
            "/api/2.0/spaces/%7Bmessage%7D+&/messages/3?signature=%7Bmessage%7D%2B%26"));
  }

  private static Row response(
      String name, PollTarget poll, WaitTrigger trigger, String response, String target) {
    return new Row(name, poll, trigger, trigger.matchTemplate(), "{}", response, target);
  }

  /**
   * A call whose outcome cannot be polled for.
   *
   * @param name what is special about it
   */
  record Broken(
      String name, PollTarget poll, WaitTrigger trigger, String path, String response, String why) {

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  void of_unboundCall_saysWhatWasExpected(Broken row) {
    TriggerExchange exchange =
        TriggerExchange.request(row.path, "no JSON".getBytes(UTF_8))
            .answered(row.response.getBytes(UTF_8));
    PollPlan plan = PollPlan.of(row.poll, row.trigger, exchange);
    assertThat(plan)
        .isInstanceOfSatisfying(
            Unbound.class, unbound -> assertThat(unbound.problem()).contains(row.why));
  }

  static Stream<Broken> of_unboundCall_saysWhatWasExpected() {
    String noRun =
        "The response of jobs.run_now has no run_id, which the wait needs as run_id; expected a"
            + " JSON object with a text or a number there.";
    return Stream.of(
        new Broken("no member", RUN, RUN_NOW, "/x", "{\"id\":7}", noRun),
        new Broken("null member", RUN, RUN_NOW, "/x", "{\"run_id\":null}", noRun),
        new Broken("object", RUN, RUN_NOW, "/x", "{\"run_id\":{}}", noRun),
        new Broken("no JSON", RUN, RUN_NOW, "/x", "<html>", noRun),
        new Broken("no body", RUN, RUN_NOW, "/x", "", noRun),
        new Broken("empty name", APP, CREATE_APP, "/x", "{\"name\":\"\"}", "has no name"),
        new Broken("dots", APP, CREATE_APP, "/x", "{\"name\":\"..\"}", "dot segment"),
        new Broken("hidden dots", APP, CREATE_APP, "/x", "{\"name\":\"a/../b\"}", "dot segment"),
        new Broken(
            "backslashed dots",
            APP,
            CREATE_APP,
            "/x",
            "{\"name\":\"a\\\\..\\\\b\"}",
            "dot segment"),
        new Broken("NUL", APP, CREATE_APP, "/x", "{\"name\":\"a\\u0000\"}", "NUL"),
        new Broken("leading slash", APP, CREATE_APP, "/x", "{\"name\":\"/a\"}", "with a slash"),
        new Broken(
            "doubled slash",
            OPERATION,
            CREATE_PROJECT,
            "/x",
            "{\"name\":\"a//b\"}",
            "empty segment"),
        new Broken(
            "climbing name",
            OPERATION,
            CREATE_PROJECT,
            "/x",
            "{\"name\":\"a/../b\"}",
            "dot segment"),
        new Broken(
            "no JSON sent", CLUSTER, RESTART, "/x", "{}", "The request body of clusters.restart"),
        new Broken(
            "other path", APP, STOP_APP, "/api/2.0/apps/stop", "{}", "/api/2.0/apps/{name}/stop"),
        new Broken(
            "dots in the path", APP, STOP_APP, "/api/2.0/apps/%2e%2E/stop", "{}", "dot segment"),
        new Broken("broken escape", APP, STOP_APP, "/api/2.0/apps/./stop", "{}", "dot segment"),
        new Broken("no binding", APP, RUN_NOW, "/x", "{\"run_id\":7}", "bound to nothing"));
  }

  @Test
  void problem_beforeTheCall_looksAtTheRequestAlone() {
    TriggerExchange good = request("{\"cluster_id\":\"7\"}");
    assertThat(PollPlan.problem(CLUSTER, RESTART, good)).isEmpty();
    assertThat(PollPlan.problem(RUN, RUN_NOW, request(""))).isEmpty();
    assertThat(PollPlan.problem(CLUSTER, RESTART, request("{\"cluster\":\"7\"}")))
        .get()
        .extracting(Unbound::problem)
        .asString()
        .startsWith("The request body of clusters.restart has no cluster_id");
    WaitTrigger other = trigger("x", "/x", bind("nothing", From.REQUEST_BODY, "cluster_id"));
    assertThat(PollPlan.problem(CLUSTER, other, good))
        .contains(new Unbound("The poll has no parameter nothing"));
  }

  @Test
  void of_restart_expectsAnotherStartThanTheOneBefore() {
    assertThat(PollPlan.looksBefore(RESTART)).isTrue();
    assertThat(PollPlan.looksBefore(RUN_NOW)).isFalse();
    TriggerExchange call = request("{\"cluster_id\":\"7\"}").answered(bytes("{}"));
    assertThat(expectation(CLUSTER, RESTART, call)).isEqualTo(new Restarted(Optional.empty()));
    assertThat(expectation(CLUSTER, RESTART, call.seenBefore(bytes("{\"state\":\"RUNNING\"}"))))
        .isEqualTo(new Restarted(Optional.of("")));
    assertThat(
            expectation(
                CLUSTER,
                RESTART,
                call.seenBefore(bytes("{\"last_restarted_time\":1695780635064}"))))
        .isEqualTo(new Restarted(Optional.of("1695780635064")));
  }

  @ParameterizedTest
  @CsvSource({
    "clusters.start, start:10000",
    "warehouses.start, start:10000",
    "apps.start, start:10000",
    "clusters.edit, change:10000",
    "clusters.update, change:10000",
    "clusters.resize, change:10000",
    "clusters.create, ''",
    "clusters.delete, ''"
  })
  void of_callOnWhatIsThere_letsItsOldStatePass(String operation, String after) {
    WaitTrigger call =
        trigger(operation, "/x", bind("cluster_id", From.REQUEST_BODY, "cluster_id"));
    Expectation expected = expectation(CLUSTER, call, request("{\"cluster_id\":\"7\"}"));
    assertThat(expected.from(Instant.EPOCH).text()).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"jobs.cancel_run, cancel", "jobs.delete_run, ''"})
  void of_cancel_expectsAnyEnd(String operation, String after) {
    WaitTrigger cancel = trigger(operation, "/x", bind("run_id", From.REQUEST_BODY, "run_id"));
    assertThat(expectation(RUN, cancel, request("{\"run_id\":7}")).text()).isEqualTo(after);
  }

  @Test
  void of_repair_expectsTheRepairAndAsksForTheHistory() {
    WaitTrigger repair =
        trigger("jobs.repair_run", "/x", bind("run_id", From.REQUEST_BODY, "run_id"));
    TriggerExchange call = request("{\"run_id\":7}");
    assertThat(PollPlan.of(RUN, repair, call.answered(bytes("{\"repair_id\":734650698524280}"))))
        .isEqualTo(
            new Ready(
                "/api/2.2/jobs/runs/get",
                "run_id=7&include_history=true",
                new Repaired("734650698524280")));
    assertThat(PollPlan.of(RUN, repair, call.answered(bytes("{}"))))
        .isEqualTo(
            new Unbound(
                "The response of jobs.repair_run has no repair_id; a number was expected."));
  }

  @Test
  void exchange_textForm_showsNoBody() {
    assertThat(request("{\"token\":\"secret\"}").answered(bytes("secret"))).hasToString("/x");
  }

  private static Expectation expectation(
      PollTarget poll, WaitTrigger trigger, TriggerExchange exchange) {
    return ((Ready) PollPlan.of(poll, trigger, exchange)).expectation();
  }

  private static TriggerExchange request(String body) {
    return TriggerExchange.request("/x", bytes(body));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static PollTarget target(String template, Parameter... parameters) {
    return new PollTarget(template, template, List.of(parameters));
  }

  private static WaitTrigger trigger(String operation, String template, Binding... bindings) {
    return new WaitTrigger(operation, "POST", template, List.of(bindings));
  }

  private static Binding bind(String parameter, From from, String name) {
    return new Binding(parameter, from, name);
  }
}
