package io.lakegate.gateway.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waits that cannot be begun: nothing is sent. */
final class WaitRefusalsIT {

  private static final String RUN = "GET /wait/api/2.2/jobs/runs/get?run_id=7";

  private static ListedOrigin origin;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    origin = ListedOrigin.start();
    gateway = origin.gateway().start();
  }

  @AfterAll
  static void close() throws IOException {
    gateway.close();
    origin.close();
  }

  /**
   * A request that is refused.
   *
   * @param says what the message has to hold
   */
  @SuppressWarnings("ArrayRecordComponent") // Rows are never compared.
  record Refused(String request, String body, int status, String code, String... says) {
    @Override
    public String toString() {
      return request + " " + body;
    }
  }

  static Stream<Refused> refused() {
    String database = "GET /wait/api/2.0/database/instances/db";
    return Stream.of(
        new Refused(
            database,
            "",
            400,
            "WAIT_AMBIGUOUS",
            "_until=AVAILABLE, ",
            "_until=AVAILABLE,STOPPED, ",
            "_until=GONE.",
            "A comma joins the states of one end, any of which will do;"),
        new Refused(
            "GET /wait/api/2.0/clusters/get?cluster_id=c",
            "",
            400,
            "WAIT_AMBIGUOUS",
            "_until=RUNNING, _until=TERMINATED."),
        new Refused(
            database + "?_until=NOPE",
            "",
            400,
            "BAD_PARAMETER",
            "_until",
            "_until=AVAILABLE, ",
            "A comma joins the states of one end",
            "capital and small letters are not the same"),
        new Refused(
            database + "?_until=available",
            "",
            400,
            "BAD_PARAMETER",
            "ends in 'available'",
            "The nearest is _until=AVAILABLE."),
        new Refused(
            "GET /wait/api/2.0/clusters/get?cluster_id=c&_until=RUNING",
            "",
            400,
            "BAD_PARAMETER",
            "The nearest is _until=RUNNING."),
        new Refused(RUN + "&_until=RUNNING", "", 400, "BAD_PARAMETER", "SKIPPED,TERMINATED"),
        new Refused(
            "POST /wait/api/2.1/clusters/create?_until=TERMINATED",
            "{}",
            400,
            "BAD_PARAMETER",
            "_until=RUNNING"),
        new Refused("GET /wait/api/2.2/jobs/get?job_id=7", "", 400, "NOT_WAITABLE", "nothing was"),
        new Refused("POST /wait/api/2.2/jobs/create", "{}", 400, "NOT_WAITABLE", "jobs/create"),
        new Refused(
            "POST /wait/api/2.2/jobs/runs/get?run_id=7",
            "{}",
            400,
            "NOT_WAITABLE",
            "by POST",
            "GET /wait/api/2.2/jobs/runs/get?run_id=... waits for what is under way"),
        new Refused(
            "GET /wait/api/2.1/clusters/create?x=1",
            "",
            400,
            "NOT_WAITABLE",
            "by GET",
            "POST /wait/api/2.1/clusters/create, with the body of the call itself, starts"),
        new Refused(
            "GET /wait/api/2.1/cluster/create",
            "",
            400,
            "NOT_WAITABLE",
            "The nearest known one: POST /wait/api/2.1/clusters/create, with the body"),
        new Refused(
            "GET /wait/api/2.0/database/instance/db",
            "",
            400,
            "NOT_WAITABLE",
            "The nearest known one: GET /wait/api/2.0/database/instances/{name} waits for"),
        new Refused(
            "GET /wait/api/9.9/nope", "", 400, "NOT_WAITABLE", "GET /lakegate/catalog lists all"),
        new Refused("GET /wait/elsewhere", "", 404, "NOT_A_GATEWAY_PATH", "/wait"),
        new Refused("GET /wait", "", 404, "NOT_A_GATEWAY_PATH", "/wait"),
        new Refused(RUN + "&_timeout=soon", "", 400, "BAD_PARAMETER", "_timeout", "soon", "none"),
        new Refused(RUN + "&_timeout=", "", 400, "BAD_PARAMETER", "_timeout"),
        new Refused(RUN + "&_timeout=0s", "", 400, "BAD_PARAMETER", "_timeout", "over 0s"),
        new Refused(RUN + "&_poll=1s&_poll=2s", "", 400, "BAD_PARAMETER", "_poll", "twice"),
        new Refused(RUN + "&_timeout=-5s", "", 400, "BAD_PARAMETER", "_timeout"),
        new Refused(RUN + "&_poll=0s", "", 400, "BAD_PARAMETER", "_poll", "from 100ms"),
        new Refused(RUN + "&_poll=99ms", "", 400, "BAD_PARAMETER", "_poll: 99ms", "from 100ms"),
        new Refused(RUN + "&_poll=61m", "", 400, "BAD_PARAMETER", "_poll", "up to 1h"),
        new Refused(RUN + "&_poll=5", "", 400, "BAD_PARAMETER", "_poll"),
        new Refused(RUN + "&_strict=", "", 400, "BAD_PARAMETER", "_strict: nothing, expected"),
        new Refused(
            RUN + "&_until=", "", 400, "BAD_PARAMETER", "_until: nothing, expected a state"),
        new Refused(RUN + "&_until=,", "", 400, "BAD_PARAMETER", "_until: ,, expected a state"),
        new Refused(RUN + "&_poll=0", "", 400, "BAD_PARAMETER", "_poll: 0, expected"),
        new Refused(RUN + "&_timeout=9999999999h", "", 400, "BAD_PARAMETER", "_timeout", "none"),
        new Refused(
            "POST /wait/api/2.1/clusters/create?_after=cancel",
            "{}",
            400,
            "BAD_PARAMETER",
            "_after",
            "Leave it out"),
        new Refused(RUN + "&_strict=no", "", 400, "BAD_PARAMETER", "_strict", "true or false"),
        new Refused(RUN + "&_after=7", "", 400, "BAD_PARAMETER", "_after"),
        new Refused(RUN + "&_after=repair:99:x", "", 400, "BAD_PARAMETER", "repair:<repair_id>"),
        new Refused(RUN + "&_after=repair:x", "", 400, "BAD_PARAMETER", "repair:<repair_id>"),
        new Refused(RUN + "&_after=restart", "", 400, "BAD_PARAMETER", "_after: restart, expected"),
        new Refused(RUN + "&_after=start:7", "", 400, "BAD_PARAMETER", "_after"),
        new Refused(
            "GET /wait/api/2.1/clusters/get?cluster_id=c&_until=RUNNING&_after=cancel",
            "",
            400,
            "BAD_PARAMETER",
            "no such call starts this wait"),
        new Refused(
            "GET /wait/api/2.1/clusters/get?cluster_id=c&_until=TERMINATED&_after=restart:7",
            "",
            400,
            "BAD_PARAMETER",
            "_after"),
        new Refused(
            "GET /wait/api/2.1/clusters/get?cluster_id=c&_until=RUNNING&_after=restart:x",
            "",
            400,
            "BAD_PARAMETER",
            "restart:<last_restarted_time>"),
        new Refused(
            "GET /wait/api/2.0/sql/warehouses/w?_until=RUNNING&_after=change:7",
            "",
            400,
            "BAD_PARAMETER",
            "_after"),
        new Refused(
            "GET /wait/api/2.0/libraries/cluster-status?cluster_id=c&_after=cancel",
            "",
            400,
            "BAD_PARAMETER",
            "_after"),
        new Refused(RUN + "&_retry=1", "", 400, "UNKNOWN_PARAMETER", "_retry", "_until"),
        new Refused(RUN + "&%5Fx=1", "", 400, "UNKNOWN_PARAMETER", "_x"),
        new Refused(
            "POST /wait/api/2.2/jobs/run-now?_timeout=x",
            "{\"job_id\":7}",
            400,
            "BAD_PARAMETER",
            "_timeout"),
        new Refused("POST /wait/api/2.1/clusters/delete", "{}", 400, "BAD_PARAMETER", "cluster_id"),
        new Refused(
            "POST /wait/api/2.1/clusters/delete",
            "",
            400,
            "BAD_PARAMETER",
            "The request body of clusters.delete is empty; expected a JSON object with cluster_id"),
        new Refused(
            "POST /wait/api/2.1/clusters/start",
            " \n",
            400,
            "BAD_PARAMETER",
            "The request body of clusters.start is empty"),
        new Refused(
            "POST /wait/api/2.1/clusters/start",
            "[1",
            400,
            "BAD_PARAMETER",
            "The request body of clusters.start is no JSON object",
            "cluster_id"),
        new Refused(
            "POST /wait/api/2.1/clusters/start",
            "cluster_id=c",
            400,
            "BAD_PARAMETER",
            "is no JSON object (form data such as a=b is none); expected a JSON object with"
                + " cluster_id"),
        new Refused(
            "POST /wait/api/2.1/clusters/restart",
            "{\"cluster_id\":null}",
            400,
            "BAD_PARAMETER",
            "cluster_id"),
        new Refused(
            "POST /wait/api/1.2/commands/execute",
            "{\"clusterId\":\"c\"}",
            400,
            "BAD_PARAMETER",
            "contextId"),
        new Refused(
            "POST /wait/api/2.2/jobs/runs/cancel",
            "{\"job_id\":7}",
            400,
            "BAD_PARAMETER",
            "run_id"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void wait_cannotBeBegun_isRefusedAndNothingIsSent(Refused row) {
    String[] request = row.request().split(" ");
    int before = origin.arrivals().size();

    Answer answer = WaitBench.send(gateway.port(), request[0], request[1], row.body());

    Refusal refusal = Refusal.of(answer).is(row.status(), row.code());
    assertThat(refusal.message()).contains(List.of(row.says()));
    assertThat(answer.field("location")).isEmpty();
    assertThat(answer.field("lakegate-attempts")).isEqualTo("0");
    assertThat(origin.arrivals()).hasSize(before);
  }
}
