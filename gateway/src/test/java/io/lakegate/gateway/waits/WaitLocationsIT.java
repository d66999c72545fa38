package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a wait can be gone on with. */
final class WaitLocationsIT extends ToldClusterWaits {

  /**
   * A trigger's answer, and where its outcome is asked for.
   *
   * @param trigger the target of a POST
   * @param poll the target that is polled
   */
  record Named(String trigger, String body, String answer, String poll, String location) {
    @Override
    public String toString() {
      return poll;
    }
  }

  static Stream<Named> named() {
    String postgres = "/api/2.0/postgres/projects";
    return Stream.of(
        new Named(
            "/api/2.2/jobs/run-now",
            "{\"job_id\":1,\"idempotency_token\":\"t\"}",
            "{\"run_id\":9223372036854775807}",
            "/api/2.2/jobs/runs/get?run_id=9223372036854775807",
            ""),
        new Named(
            "/api/2.0/apps",
            "{}",
            "{\"name\":\"a b/ü?&%\"}",
            "/api/2.0/apps/a%20b%2F%C3%BC%3F%26%25",
            "&_until=ACTIVE"),
        new Named(
            "/api/2.0/apps/a%20b/stop",
            "{}", "{\"name\":\"a b\"}", "/api/2.0/apps/a%20b", "&_until=STOPPED"),
        new Named(
            "/api/2.1/clusters/start",
            "{\"cluster_id\":\"a&b=c d\"}",
            "{}",
            "/api/2.1/clusters/get?cluster_id=a%26b%3Dc%20d",
            "&_until=RUNNING"),
        new Named(
            postgres,
            "{}",
            "{\"name\":\"projects/p/operations/op 1\"}",
            postgres + "/p/operations/op%201",
            ""),
        new Named(
            "/api/1.2/commands/cancel/",
            "{\"clusterId\":\"c\",\"contextId\":5,\"commandId\":\"ü\"}",
            "",
            "/api/1.2/commands/status?clusterId=c&commandId=%C3%BC&contextId=5",
            "&_until=Cancelled"));
  }

  /** Time is up at once, so that the poll is seen in Location; it is sent as it stands there. */
  @ParameterizedTest
  @MethodSource("named")
  void location_namesAndNumbers_areThoseOfTheThing(Named row) {
    origin.on("POST", ok(row.answer())).on("GET " + row.poll(), ok("{}"));
    try (TestGateway gateway = gateway()) {
      Answer answer =
          post(gateway, "/wait" + row.trigger() + "?_poll=100ms&_timeout=150ms", row.body());

      OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
      String location = error.location().replaceFirst("&_after=start%3A\\d+$", "");
      assertThat(location.replaceFirst("[?&]_", "&_"))
          .isEqualTo("/wait" + row.poll() + "&_poll=100ms&_timeout=150ms" + row.location());
      assertThat(origin.lines())
          .startsWith("POST " + row.trigger(), "GET " + row.poll())
          .allMatch(line -> line.startsWith("POST") || line.equals("GET " + row.poll()));
      OperationError.of(get(gateway, error.location())).is(424, "OPERATION_TIMED_OUT");
    }
  }

  /** What a wait says when its time is up, over and over, until it is over. */
  @Test
  void location_isFollowed_leadsToTheEnd() {
    origin.on("POST", ok(CREATED)).on(POLL, ok(PENDING), ok(PENDING), ok(PENDING), ok(RUNNING));
    try (TestGateway gateway = gateway()) {
      Answer answer =
          post(gateway, "/wait/api/2.1/clusters/create?_timeout=250ms&_poll=200ms", "{}");
      int followed = 0;
      while (answer.status() == 424) {
        OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
        followed++;
        answer = get(gateway, answer.field("location"));
      }

      assertThat(answer.status() + answer.body()).isEqualTo("200" + RUNNING);
      assertThat(followed).isBetween(1, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "header"})
  void location_profileWasNamed_namesItToo(String way) throws IOException {
    origin.on(POLL, ok(PENDING));
    String file =
        "[DEFAULT]\nhost = https://unused.example.com\ntoken = t\n[test 1]\nhost = %s\ntoken = t\n"
            .formatted(origin.origin().url());
    TestGateway.Builder builder =
        TestGateway.gateway()
            .profileFile(file)
            .flag("profile", "test 1")
            .flag("profiles-from-file", "all");
    try (TestGateway gateway = builder.start();
        RawClient client = RawClient.connect(gateway.port())) {
      String target = WAIT + "&_timeout=100ms";
      client.send(
          way.equals("path")
              ? "GET /@test%201" + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
              : "GET "
                  + target
                  + " HTTP/1.1\r\nHost: localhost\r\nLakegate-Profile: test 1\r\n\r\n");
      OperationError error = OperationError.of(client.readAnswer());

      error.is(424, "OPERATION_TIMED_OUT");
      assertThat(error.location()).isEqualTo("/@test%201" + target);
      client.send("GET " + error.location() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      OperationError.of(client.readAnswer()).is(424, "OPERATION_TIMED_OUT");
    }
  }
}
