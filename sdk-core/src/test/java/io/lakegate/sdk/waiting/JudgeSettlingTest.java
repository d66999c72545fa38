package io.lakegate.sdk.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is there right after a call that acts on something which has a state already. */
final class JudgeSettlingTest {

  private static final Settling START =
      new Settling(Settling.Kind.START, Optional.of(Instant.EPOCH));
  private static final Settling CHANGE =
      new Settling(Settling.Kind.CHANGE, Optional.of(Instant.EPOCH));

  /**
   * A poll in the last moment in which the state from before may be shown.
   *
   * @param name what is special about it
   */
  record Row(String name, Settling after, String state, Verdict verdict) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> clusters() {
    return Stream.of(
        new Row("start, still stopped", START, "TERMINATED", new Pending("TERMINATED", START)),
        new Row("start, still broken", START, "ERROR", new Pending("ERROR", START)),
        new Row("start, no state", START, "", new Pending("", START)),
        new Row("start, starts", START, "PENDING", pending("PENDING")),
        new Row("start, unknown", START, "THAWING", pending("THAWING")),
        new Row("start, runs", START, "RUNNING", new Succeeded("RUNNING")),
        new Row("start, dead", START, "UNKNOWN", failed("UNKNOWN")),
        new Row("change, still runs", CHANGE, "RUNNING", new Pending("RUNNING", CHANGE)),
        new Row("change, resizes", CHANGE, "RESIZING", pending("RESIZING")),
        new Row("change, was stopped", CHANGE, "TERMINATED", failed("TERMINATED")));
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void judge_rightAfterTheCall_followsTheTable(Row row) {
    Duration soon = Settling.AT_MOST.minusMillis(1);
    assertThat(judge(row.after, true, Judge.GRACE).judge(200, body(row.state), soon))
        .isEqualTo(row.verdict);
  }

  @ParameterizedTest
  @EnumSource
  void judge_afterThatMoment_takesWhatIsThere(Settling.Kind kind) {
    Settling settling = new Settling(kind, Optional.of(Instant.EPOCH));
    Judge judge = judge(settling, true, Judge.GRACE);
    Judge goneOn = judge(settling, true, Duration.ofSeconds(2));

    assertThat(judge.judge(200, body("RUNNING"), Settling.AT_MOST))
        .isEqualTo(new Succeeded("RUNNING"));
    assertThat(judge.judge(200, body("TERMINATED"), Settling.AT_MOST))
        .isEqualTo(failed("TERMINATED"));
    assertThat(goneOn.judge(200, body("RUNNING"), Duration.ofSeconds(2)))
        .isEqualTo(new Succeeded("RUNNING"));
  }

  @ParameterizedTest
  @EnumSource
  void judge_notStrictly_takesWhatIsThere(Settling.Kind kind) {
    Judge lax = judge(new Settling(kind, Optional.of(Instant.EPOCH)), false, Judge.GRACE);
    assertThat(lax.judge(200, body("RUNNING"), Duration.ZERO)).isEqualTo(new Succeeded("RUNNING"));
    assertThat(lax.judge(200, body("TERMINATED"), Duration.ZERO)).isEqualTo(failed("TERMINATED"));
  }

  private static Judge judge(Settling settling, boolean strict, Duration grace) {
    return new Judge(Waits.CLUSTER_RUNNING, settling, strict, grace);
  }

  private static byte[] body(String state) {
    return ("{\"state\":\"" + state + "\"}").getBytes(UTF_8);
  }

  private static Pending pending(String state) {
    return new Pending(state, Expectation.none());
  }

  private static Failed failed(String state) {
    return new Failed(state, "", Optional.empty());
  }
}
