package io.lakegate.gateway.waits;

import static io.lakegate.gateway.waits.ListedOrigin.RESET;
import static io.lakegate.gateway.waits.ListedOrigin.json;
import static io.lakegate.gateway.waits.ListedOrigin.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that act on what has a state already, which is not their outcome. */
final class SettlingWaitsIT extends ToldClusterWaits {

  private static final String CLUSTERS = "/wait/api/2.1/clusters/";
  private static final String ID = "{\"cluster_id\":\"c\"}";
  private static final String RESTART = CLUSTERS + "restart?_poll=100ms&_timeout=10s";

  @BeforeEach
  void takeAnyCall() {
    origin.on("POST", ok("{}"));
  }

  private static Answer post(TestGateway gateway, String target) {
    return WaitBench.send(gateway.port(), "POST", target, ID);
  }

  private static String state(String state) {
    return ok("{\"state\":\"" + state + "\"}");
  }

  private List<String> methods() {
    return origin.lines().stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/wait/api/2.1/clusters/start, TERMINATED, PENDING",
    "/wait/api/2.0/sql/warehouses/c/start, STOPPED, STARTING",
    "/wait/api/2.1/clusters/edit, RUNNING, RESTARTING",
    "/wait/api/2.1/clusters/update, RUNNING, RESTARTING",
    "/wait/api/2.1/clusters/resize, RUNNING, RESIZING"
  })
  void trigger_stateFromBeforeIsShown_waitsForTheOutcome(String target, String old, String then) {
    origin.on("GET", state(old), state(old), state(then), state("RUNNING"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, target + "?_poll=100ms&_timeout=8s");

      assertThat(answer.status() + answer.body()).isEqualTo("200{\"state\":\"RUNNING\"}");
      assertThat(answer.field("location")).doesNotContain("_after");
      assertThat(methods()).containsExactly("POST", "GET", "GET", "GET", "GET");
    }
  }

  /** Who goes on at the address goes on looking out, but not for longer than that. */
  @Test
  void location_ofAStart_stillLooksOut() {
    origin.on("GET", state("TERMINATED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CLUSTERS + "start?_poll=100ms&_timeout=200ms");
      OperationError error = OperationError.of(answer).is(424, "OPERATION_TIMED_OUT");
      assertThat(error.location()).matches(".*&_after=start%3A\\d+");

      Answer again = WaitBench.send(gateway.port(), "GET", error.location(), "");
      OperationError.of(again).is(424, "OPERATION_TIMED_OUT");
      String past = error.location().replaceFirst("%3A\\d+", "%3A1");
      OperationError over = OperationError.of(WaitBench.send(gateway.port(), "GET", past, ""));
      assertThat(over.is(424, "OPERATION_FAILED").state()).isEqualTo("TERMINATED");
    }
  }

  @Test
  void start_notStrictly_takesTheStateThatIsThere() {
    origin.on("GET", state("TERMINATED"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, CLUSTERS + "start?_strict=false");

      OperationError.of(answer).is(424, "OPERATION_FAILED");
    }
  }

  /** The origin's own error: it can be asked again, since nothing has been started. */
  @Test
  void restart_lookBeforeMeetsTroubleThatPasses_isRelayedAndNothingIsSent() {
    String busy =
        json(503, "{\"error_code\":\"TEMPORARILY_UNAVAILABLE\",\"message\":\"Too busy.\"}");
    origin.on("GET", busy.replaceFirst("\r\n", "\r\nRetry-After: 7\r\n"));
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, RESTART);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.field("retry-after")).isEqualTo("7");
      assertThat(answer.field("x-should-retry")).isEmpty();
      assertThat(answer.field("location")).isEmpty();
      assertThat(WaitBench.json(answer.body()).path("error_code").asText())
          .isEqualTo("TEMPORARILY_UNAVAILABLE");
      assertThat(WaitBench.json(answer.body()).path("message").asText())
          .startsWith("Too busy. ")
          .endsWith("was not sent.");
      assertThat(methods()).containsExactly("GET");
    }
  }

  @Test
  void restart_lookBeforeGetsNoAnswer_saysThatNothingWasSent() {
    origin.on("GET", RESET);
    try (TestGateway gateway = gateway()) {
      Answer answer = post(gateway, RESTART);

      assertThat(Refusal.of(answer).is(502, "ORIGIN_RESET").message()).endsWith("was not sent.");
      assertThat(answer.field("x-should-retry")).isEmpty();
      assertThat(methods()).containsOnly("GET");
    }
  }

  /** A passing failure is retried, as that of any other read. */
  @Test
  void restart_lookBeforeIsAnsweredAtTheSecondAttempt_isSent() {
    String running = "{\"state\":\"RUNNING\",\"last_restarted_time\":%d}";
    origin.on("GET", json(503, "{}"), ok(running.formatted(1)), ok(running.formatted(2)));
    try (TestGateway gateway = origin.gateway().start()) {
      assertThat(post(gateway, RESTART).status()).isEqualTo(200);
      assertThat(methods()).containsExactly("GET", "GET", "POST", "GET");
    }
  }

  @Test
  void restart_notStrictly_doesNotLookBefore() {
    origin.on("GET", state("RUNNING"));
    try (TestGateway gateway = gateway()) {
      assertThat(post(gateway, RESTART + "&_strict=false").status()).isEqualTo(200);
      assertThat(methods()).containsExactly("POST", "GET");
    }
  }
}
