package io.lakegate.sdk.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.PollRefused;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import io.lakegate.sdk.waiting.Verdict.Unclear;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Polls that show no entity, and what follows a poll. */
final class JudgeTest {

  private static final Expectation NONE = Expectation.none();

  @ParameterizedTest
  @CsvSource({"29, PENDING", "30, DONE"})
  void judge_noLibrariesRightAfterTheTrigger_arePending(long seconds, String state) {
    Judge judge = new Judge(Waits.LIBRARIES, NONE, true, Judge.GRACE);
    Verdict verdict = judge.judge(200, "{}".getBytes(UTF_8), Duration.ofSeconds(seconds));
    assertThat(verdict)
        .isEqualTo(state.equals("DONE") ? new Succeeded("DONE") : new Pending(state, NONE));
  }

  /**
   * A poll that is no success, and what it says.
   *
   * @param name what is special about it
   * @param code the error code of a refusal; else "…" for a poll to be repeated, "GONE" for success
   */
  record Failure(String name, Judgement judgement, long age, int status, String body, String code) {

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  void judge_failedPoll_followsTheTable(Failure row) {
    Judge judge = new Judge(row.judgement, NONE, true, Judge.GRACE);
    Verdict verdict =
        judge.judge(row.status, row.body.getBytes(UTF_8), Duration.ofSeconds(row.age));
    switch (row.code) {
      case "…" -> assertThat(verdict).isEqualTo(new Unclear(row.status));
      case "GONE" -> assertThat(verdict).isEqualTo(new Succeeded("GONE"));
      default ->
          assertThat(verdict)
              .isInstanceOfSatisfying(
                  PollRefused.class,
                  refused -> {
                    assertThat(refused.status()).isEqualTo(row.status);
                    assertThat(refused.errorCode()).isEqualTo(row.code);
                    assertThat(refused.message()).isNotEmpty();
                  });
    }
  }

  static Stream<Failure> judge_failedPoll_followsTheTable() {
    Judgement run = Waits.RUN_OVER;
    Judgement gone = Waits.INDEX_DELETED;
    String noRun = error("INVALID_PARAMETER_VALUE", "Run 7 does not exist.");
    String absent = error("RESOURCE_DOES_NOT_EXIST", "x");
    return Stream.of(
        new Failure("throttled", run, 99, 429, "", "…"),
        new Failure("request timeout", run, 99, 408, "", "…"),
        new Failure("broken", run, 99, 500, "<html>", "…"),
        new Failure("bad gateway", run, 99, 502, "", "…"),
        new Failure("unavailable", gone, 99, 503, "", "…"),
        new Failure("throttled as 400", run, 99, 400, error("REQUEST_LIMIT_EXCEEDED", "x"), "…"),
        new Failure("exhausted as 400", run, 99, 400, error("RESOURCE_EXHAUSTED", "x"), "…"),
        new Failure(
            "passing trouble as 400",
            run,
            99,
            400,
            error("INVALID_STATE", "does not have any associated worker environments"),
            "…"),
        new Failure("bad request", run, 0, 400, error("BAD_REQUEST", "x"), "BAD_REQUEST"),
        new Failure("unauthenticated", run, 0, 401, "", "UNAUTHENTICATED"),
        new Failure("denied", run, 0, 403, "Unexpected error", "PERMISSION_DENIED"),
        new Failure("aborted", run, 99, 409, error("ABORTED", "x"), "…"),
        new Failure("moved", run, 0, 302, "", "HTTP_STATUS_302"),
        new Failure("conflict", run, 0, 409, "", "RESOURCE_CONFLICT"),
        new Failure("not there yet", run, 29, 404, absent, "…"),
        new Failure("never there", run, 30, 404, absent, "RESOURCE_DOES_NOT_EXIST"),
        new Failure("run not there yet", run, 29, 400, noRun, "…"),
        new Failure("run never there", run, 30, 400, noRun, "INVALID_PARAMETER_VALUE"),
        new Failure(
            "other bad value",
            run,
            0,
            400,
            error("INVALID_PARAMETER_VALUE", "run_id: x"),
            "INVALID_PARAMETER_VALUE"),
        new Failure("no API", run, 0, 404, error("ENDPOINT_NOT_FOUND", "x"), "ENDPOINT_NOT_FOUND"),
        new Failure("gone", gone, 0, 404, absent, "GONE"),
        new Failure("gone, in words", gone, 0, 404, "no such thing", "GONE"),
        new Failure("gone as 400", gone, 0, 400, absent, "GONE"),
        new Failure("gone as 400 too", gone, 0, 400, error("NOT_FOUND", "x"), "GONE"),
        new Failure("gone API", gone, 99, 404, error("FEATURE_DISABLED", "x"), "FEATURE_DISABLED"),
        new Failure("denied, not gone", gone, 99, 403, absent, "RESOURCE_DOES_NOT_EXIST"),
        new Failure("refused, not gone", gone, 99, 400, error("BAD", "x"), "BAD"));
  }

  @ParameterizedTest
  @MethodSource("held")
  void judge_errorUnderSuccess_isReadAsTheErrorThatItIs(Failure row) {
    judge_failedPoll_followsTheTable(row);
  }

  static Stream<Failure> held() {
    Judgement run = Waits.RUN_OVER;
    Judgement gone = Waits.INDEX_DELETED;
    String absent = error("RESOURCE_DOES_NOT_EXIST", "x");
    String denied = error("PERMISSION_DENIED", "x");
    Stream<Failure> passing =
        Stream.of(
                "INTERNAL_ERROR",
                "UNKNOWN",
                "DATA_LOSS",
                "TEMPORARILY_UNAVAILABLE",
                "REQUEST_LIMIT_EXCEEDED",
                "RESOURCE_EXHAUSTED",
                "DEADLINE_EXCEEDED",
                "ABORTED")
            .map(code -> new Failure(code, run, 99, 200, error(code, "x"), "…"));
    Stream<Failure> others =
        Stream.of(
            new Failure("denied", run, 0, 200, denied, "PERMISSION_DENIED"),
            new Failure(
                "unauthenticated",
                run,
                0,
                200,
                error("UNAUTHENTICATED", "Unexpected error"),
                "UNAUTHENTICATED"),
            new Failure("bad value", run, 0, 201, error("BAD_REQUEST", "x"), "BAD_REQUEST"),
            new Failure(
                "no API", gone, 0, 200, error("ENDPOINT_NOT_FOUND", ""), "ENDPOINT_NOT_FOUND"),
            new Failure("not there yet", run, 29, 200, absent, "…"),
            new Failure("never there", run, 30, 200, absent, "RESOURCE_DOES_NOT_EXIST"),
            new Failure("gone", gone, 0, 200, absent, "GONE"),
            new Failure("denied, not gone", gone, 99, 200, denied, "PERMISSION_DENIED"),
            new Failure(
                "denied, not ready",
                Waits.CATALOG_PROVISIONED,
                0,
                200,
                denied,
                "PERMISSION_DENIED"),
            new Failure("denied, no list", Waits.LIBRARIES, 99, 200, denied, "PERMISSION_DENIED"),
            new Failure(
                "denied, no operation", Waits.OPERATION, 0, 200, denied, "PERMISSION_DENIED"));
    return Stream.concat(passing, others);
  }

  /**
   * An entity that has something like an error in it.
   *
   * @param state the state that it is in
   */
  record Entity(String name, Judgement judgement, String body, String state) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Entity> entities() {
    String code = "\"error_code\":\"PERMISSION_DENIED\"";
    return Stream.of(
            new Entity(
                "with a state", Waits.CLUSTER_RUNNING, "{\"state\":\"PENDING\",%s}", "PENDING"),
            new Entity("operation under way", Waits.OPERATION, "{\"done\":false,%s}", "PENDING"),
            new Entity("error below", Waits.CLUSTER_RUNNING, "{\"status\":{\"error\":{%s}}}", ""),
            new Entity("with a list", Waits.LIBRARIES, "{\"library_statuses\":[{}],%s}", "PENDING"),
            new Entity(
                "being deleted",
                Waits.WAREHOUSE_DELETED,
                "{\"state\":\"DELETING\",%s}",
                "DELETING"))
        .map(row -> new Entity(row.name, row.judgement, row.body.formatted(code), row.state));
  }

  @ParameterizedTest
  @MethodSource("entities")
  void judge_entityWithAnErrorOfItsOwn_isAnEntity(Entity row) {
    Judge judge = new Judge(row.judgement, NONE, true, Judge.GRACE);
    assertThat(judge.judge(200, row.body.getBytes(UTF_8), Duration.ZERO))
        .isEqualTo(new Pending(row.state, NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"403", "null", "\"\"", "{\"a\":\"b\"}", "[\"a\"]", "true"})
  void judge_errorCodeThatIsNoText_isNoError(String code) {
    byte[] body = "{\"error_code\":%s}".formatted(code).getBytes(UTF_8);
    assertThat(Judge.ofPollOnly(Waits.CLUSTER_RUNNING).judge(200, body, Duration.ZERO))
        .isEqualTo(new Pending("", NONE));
  }

  @Test
  void pollOnly_notFound_isRefusedAtOnce() {
    Verdict verdict = Judge.ofPollOnly(Waits.RUN_OVER).judge(404, new byte[0], Duration.ZERO);
    assertThat(verdict).isEqualTo(new PollRefused(404, "NOT_FOUND", "Not Found"));
  }

  @Test
  void after_pendingVerdict_goesOnWithWhatIsStillExpected() {
    Judge judge =
        new Judge(Waits.CLUSTER_RUNNING, new Restarted(Optional.empty()), true, Judge.GRACE);
    byte[] running = "{\"state\":\"RUNNING\"}".getBytes(UTF_8);
    byte[] restarting = "{\"state\":\"RESTARTING\"}".getBytes(UTF_8);
    Judge same = judge.after(judge.judge(200, running, Duration.ZERO));
    assertThat(same).isEqualTo(judge);
    Judge changed = judge.after(judge.judge(200, restarting, Duration.ZERO));
    assertThat(changed.judge(200, running, Duration.ZERO)).isEqualTo(new Succeeded("RUNNING"));
    assertThat(judge.after(new Unclear(503))).isEqualTo(judge);
  }

  @Test
  void judge_expectationThatIsNeverShown_isRefused() {
    assertThatThrownBy(
            () -> new Judge(Waits.CLUSTER_RUNNING, new Repaired("7"), true, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("repair:7, expected only where");
    assertThatThrownBy(() -> new Judge(Waits.OPERATION, new AnyEnd(), true, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String error(String code, String message) {
    return "{\"error_code\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
  }
}
