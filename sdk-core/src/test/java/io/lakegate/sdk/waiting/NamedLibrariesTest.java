package io.lakegate.sdk.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.waiting.NamedLibraries.Kind;
import io.lakegate.sdk.waiting.Verdict.Failed;
import io.lakegate.sdk.waiting.Verdict.Pending;
import io.lakegate.sdk.waiting.Verdict.Succeeded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose libraries are judged. */
final class NamedLibrariesTest {

  private static final String A = "{\"pypi\":{\"package\":\"a==1\",\"repo\":\"r\"}}";
  private static final String B = "{\"jar\":\"dbfs:/b.jar\"}";
  private static final Duration LATE = Judge.GRACE;

  private static NamedLibraries named(Kind kind, String... libraries) {
    String call = "{\"cluster_id\":\"c\",\"libraries\":[" + String.join(",", libraries) + "]}";
    return NamedLibraries.of(kind, call.getBytes(UTF_8)).orElseThrow();
  }

  private static String shown(String library, String status) {
    return "{\"library\":%s,\"status\":\"%s\",\"messages\":[\"so\"]}".formatted(library, status);
  }

  /**
   * A list and what it says.
   *
   * @param age since the call
   * @param state of the verdict
   */
  record Row(
      String name,
      NamedLibraries named,
      Duration age,
      List<String> list,
      Class<? extends Verdict> verdict,
      String state) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    NamedLibraries a = named(Kind.INSTALL, A);
    NamedLibraries both = named(Kind.INSTALL, A, B);
    NamedLibraries gone = named(Kind.UNINSTALL, A);
    String oldOne = shown(B, "INSTALLED");
    String failedOne = shown(B, "FAILED");
    return Stream.of(
        new Row("not shown yet", a, Duration.ZERO, List.of(oldOne), Pending.class, "PENDING"),
        new Row("nothing shown", a, Duration.ZERO, List.of(), Pending.class, "PENDING"),
        new Row("never shown", a, LATE, List.of(oldOne), Succeeded.class, "DONE"),
        new Row("never shown, one failed", a, LATE, List.of(failedOne), Failed.class, "FAILED"),
        row("other failed", a, List.of(failedOne, shown(A, "INSTALLED")), Succeeded.class, "DONE"),
        row(
            "other going",
            a,
            List.of(shown(B, "PENDING"), shown(A, "SKIPPED")),
            Succeeded.class,
            "DONE"),
        row("ours going", a, List.of(oldOne, shown(A, "RESOLVING")), Pending.class, "PENDING"),
        row("ours failed", a, List.of(oldOne, shown(A, "FAILED")), Failed.class, "FAILED"),
        row("one of two", both, List.of(shown(A, "INSTALLED")), Pending.class, "PENDING"),
        row("both", both, List.of(oldOne, shown(A, "INSTALLED")), Succeeded.class, "DONE"),
        row("gone", gone, List.of(failedOne), Succeeded.class, "DONE"),
        row("going", gone, List.of(shown(A, "UNINSTALL_ON_RESTART")), Succeeded.class, "DONE"));
  }

  private static Row row(
      String name,
      NamedLibraries named,
      List<String> list,
      Class<? extends Verdict> verdict,
      String state) {
    return new Row(name, named, Duration.ZERO, list, verdict, state);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void judge_listOfACluster_countsWhatTheCallNamed(Row row) {
    String body = "{\"library_statuses\":[" + String.join(",", row.list) + "]}";
    Judge judge = new Judge(Waits.LIBRARIES, row.named, true, Judge.GRACE);

    Verdict verdict = judge.judge(200, body.getBytes(UTF_8), row.age);

    Verdict expected =
        row.verdict.equals(Pending.class)
            ? new Pending(row.state, row.named)
            : row.verdict.equals(Failed.class)
                ? new Failed(row.state, "so", Optional.empty())
                : new Succeeded(row.state);
    assertThat(verdict).isEqualTo(expected);
    assertThat(judge.after(verdict).expectation()).isEqualTo(row.named);
  }

  /** As the platform may show it again. */
  @Test
  void of_sameLibraryInOtherWords_isTheSame() {
    String other = "{ \"cran\":null, \"pypi\" : {\"repo\":\"r\", \"package\":\"a==1\"} }";
    assertThat(named(Kind.INSTALL, A, other).hashes()).hasSize(1);
    assertThat(named(Kind.INSTALL, A, B, A).hashes()).hasSize(2).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[1", "7", "{\"libraries\":[]}", "{\"libraries\":null}"})
  void of_callThatNamesNone_isNothing(String call) {
    assertThat(NamedLibraries.of(Kind.INSTALL, call.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void from_answered_hasATextThatReadsBack() {
    Expectation asked = named(Kind.INSTALL, A, B);
    assertThat(asked.text()).isEmpty();
    Expectation answered = asked.from(Instant.ofEpochMilli(5));
    assertThat(answered.text()).matches("install:30005:[0-9a-f]{8}\\.[0-9a-f]{8}");
    assertThat(Expectation.parse(answered.text())).isEqualTo(answered);
  }

  /** The same member twice: which of the lists counts is open, but one of them does. */
  @Test
  void judge_twoLists_isNoCrash() {
    String body =
        "{\"library_statuses\":[%s,%s],\"library_statuses\":[%s]}"
            .formatted(shown(A, "INSTALLED"), shown(B, "INSTALLED"), shown(A, "INSTALLED"));
    Judge judge = new Judge(Waits.LIBRARIES, named(Kind.INSTALL, A), true, Judge.GRACE);
    assertThat(judge.judge(200, body.getBytes(UTF_8), Duration.ZERO))
        .isEqualTo(new Succeeded("DONE"));
  }
}
