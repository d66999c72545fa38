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
