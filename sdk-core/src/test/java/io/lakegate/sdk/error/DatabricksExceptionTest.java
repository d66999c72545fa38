package io.lakegate.sdk.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lakegate.sdk.error.TransportException.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DatabricksExceptionTest {

  static Stream<Row> rows() {
    Optional<Duration> none = Optional.empty();
    Optional<Duration> second = Optional.of(Duration.ofSeconds(1));
    return Stream.of(
        new Row(new ApiException(404, "NOT_FOUND", "m", null), "NOT_FOUND", RetrySafety.NO),
        new Row(new ApiException(503, "X", "m", null), "X", RetrySafety.MAYBE),
        new Row(new ApiException(429, "Y", "m", Duration.ofSeconds(1)), "Y", RetrySafety.YES),
        new Row(transport(Phase.DNS, false), "ORIGIN_UNREACHABLE", RetrySafety.NO),
        new Row(transport(Phase.TLS, false), "ORIGIN_UNREACHABLE", RetrySafety.NO),
        new Row(transport(Phase.CONNECT, false), "ORIGIN_UNREACHABLE", RetrySafety.YES),
        new Row(transport(Phase.SEND, true), "ORIGIN_RESET", RetrySafety.MAYBE),
        new Row(transport(Phase.RECEIVE, true), "ORIGIN_RESET", RetrySafety.MAYBE),
        new Row(new CredentialException("m", true, none), "CREDENTIALS_INVALID", RetrySafety.NO),
        new Row(
            new CredentialException("m", false, second),
            "CREDENTIALS_UNAVAILABLE",
            RetrySafety.YES),
        new Row(
            new DeadlineException("m", RetrySafety.MAYBE), "DEADLINE_EXCEEDED", RetrySafety.MAYBE),
        new Row(
            new ConfigException(List.of(new ConfigException.Problem("s", "m"))),
            "CONFIG_INVALID",
            RetrySafety.NO));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void facts_ofEachKind_asStated(Row row) {
    assertThat(row.exception().errorCode()).isEqualTo(row.code());
    assertThat(row.exception().retrySafety()).isEqualTo(row.safety());
    assertThat(row.exception()).hasMessage("m");
  }

  @Test
  void retryAfter_given_kept() {
    Duration second = Duration.ofSeconds(1);

    assertThat(new ApiException(429, "Y", "m", second).retryAfter()).contains(second);
    assertThat(new CredentialException("m", false, Optional.of(second)).retryAfter())
        .contains(second);
    assertThat(new DeadlineException("m", RetrySafety.NO).retryAfter()).isEmpty();
  }

  @Test
  void ownFacts_given_kept() {
    assertThat(new ApiException(404, "X", "m", null).status()).isEqualTo(404);
    assertThat(transport(Phase.SEND, true).phase()).isEqualTo(Phase.SEND);
    assertThat(transport(Phase.SEND, true).requestSent()).isTrue();
    assertThat(new CredentialException("m", true, Optional.empty()).permanent()).isTrue();
  }

  @Test
  void configException_severalProblems_allInTheMessage() {
    List<ConfigException.Problem> problems =
        List.of(new ConfigException.Problem("a", "one"), new ConfigException.Problem("b", "two"));
    ConfigException exception = new ConfigException(problems, "Config: c=d");

    assertThat(exception).hasMessage("one; two. Config: c=d");
    assertThat(exception.problems()).isEqualTo(problems);
  }

  @Test
  void configException_noProblem_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ConfigException(List.of()));
  }

  private static TransportException transport(Phase phase, boolean sent) {
    return new TransportException(phase, sent, "m", null);
  }

  record Row(DatabricksException exception, String code, RetrySafety safety) {
    @Override
    public String toString() {
      return exception.getClass().getSimpleName() + " " + code;
    }
  }
}
