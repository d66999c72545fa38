package io.lakegate.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.error.TransportException.Phase;
import io.lakegate.sdk.http.HeaderField;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ProblemMapperTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void answer_everyCode_hasTheOneShape(ProblemCode code) throws IOException {
    OriginResponse answer =
        ProblemMapper.answer(
            new GatewayException(
                code,
                "What is \"wrong\".",
                Map.of("a", "b"),
                List.of(new HeaderField("X-A", "1"))));

    assertThat(answer.status()).isEqualTo(code.status()).isBetween(400, 599);
    JsonNode body = JSON.readTree(((ResponseBody.Bytes) answer.body()).bytes().getBytes());
    assertThat(body.get("error_code").textValue()).isEqualTo(code.errorCode());
    assertThat(body.get("message").textValue()).isEqualTo("What is \"wrong\".");
    JsonNode detail = body.get("details").get(0);
    assertThat(detail.get("reason").textValue()).isEqualTo(code.name());
    assertThat(detail.get("metadata").get("a").textValue()).isEqualTo("b");
    assertThat(answer.own())
        .contains(
            new HeaderField("Content-Type", "application/json"),
            new HeaderField("Lakegate-Error", code.name()),
            new HeaderField("X-A", "1"));
    assertThat(answer.own().contains(new HeaderField("Connection", "close")))
        .isEqualTo(code.closes());
    assertThat(answer.own().contains(new HeaderField("x-should-retry", "false")))
        .isEqualTo(code == ProblemCode.OUTCOME_UNKNOWN || code == ProblemCode.WAIT_LOST);
  }

  /** A failure and what becomes of it. */
  record Row(Throwable failure, ProblemCode code, String said) {
    @Override
    public String toString() {
      return code + " " + said;
    }
  }

  static Stream<Row> failures() {
    return Stream.of(
        attempt(AttemptFailedException.Kind.UNKNOWN_HOST, ProblemCode.ORIGIN_UNREACHABLE),
        attempt(AttemptFailedException.Kind.NOT_CONNECTED, ProblemCode.ORIGIN_UNREACHABLE),
        attempt(AttemptFailedException.Kind.TLS_HANDSHAKE, ProblemCode.ORIGIN_UNREACHABLE),
        attempt(AttemptFailedException.Kind.RESET, ProblemCode.ORIGIN_RESET),
        attempt(AttemptFailedException.Kind.SILENT, ProblemCode.ORIGIN_TIMEOUT),
        attempt(AttemptFailedException.Kind.PROTOCOL, ProblemCode.ORIGIN_PROTOCOL_ERROR),
        attempt(AttemptFailedException.Kind.EXPIRED, ProblemCode.DEADLINE_EXCEEDED),
        attempt(AttemptFailedException.Kind.EXPIRED_UNSENT, ProblemCode.DEADLINE_EXCEEDED),
        attempt(AttemptFailedException.Kind.CLIENT_SILENT, ProblemCode.REQUEST_TIMEOUT),
        attempt(AttemptFailedException.Kind.CLIENT_MALFORMED, ProblemCode.BAD_REQUEST),
        new Row(
            new CredentialException("said so", true, Optional.empty()),
            ProblemCode.CREDENTIALS_INVALID,
            "said so"),
        new Row(
            new CredentialException("said so", false, Optional.empty()),
            ProblemCode.CREDENTIALS_UNAVAILABLE,
            "said so"),
        new Row(
            new TransportException(Phase.CONNECT, false, "said so", new IOException()),
            ProblemCode.ORIGIN_UNREACHABLE,
            "said so"),
        new Row(
            new TransportException(Phase.RECEIVE, true, "said so", new IOException()),
            ProblemCode.ORIGIN_RESET,
            "said so"));
  }

  private static Row attempt(AttemptFailedException.Kind kind, ProblemCode code) {
    return new Row(new AttemptFailedException(kind, kind + " said so"), code, kind + " said so");
  }

  @ParameterizedTest
  @MethodSource("failures")
  void problem_expectedFailure_saysWhy(Row row) {
    GatewayException problem = ProblemMapper.problem(row.failure);
    assertThat(problem.code()).isEqualTo(row.code);
    assertThat(problem.text()).contains(row.said);
  }

  @Test
  void problem_ofOurOwn_isItself() {
    GatewayException own = new GatewayException(ProblemCode.PROFILE_CONFLICT, "x");
    assertThat(ProblemMapper.problem(own)).isSameAs(own);
  }

  @Test
  void problem_defect_tellsNothingOfItself() {
    GatewayException problem =
        ProblemMapper.problem(new IllegalStateException("canary", new IOException("canary")));
    assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL_ERROR);
    assertThat(problem.text()).doesNotContain("canary");
  }

  @Test
  void problem_issuerSaysWhen_clientIsToldInWholeSeconds() {
    assertThat(retryAfter(Optional.of(Duration.ofMillis(1500)))).isEqualTo("2");
    assertThat(retryAfter(Optional.of(Duration.ZERO))).isEqualTo("1");
    assertThat(retryAfter(Optional.empty())).isEqualTo("5");
  }

  private static String retryAfter(Optional<Duration> asked) {
    return ProblemMapper.problem(new CredentialException("x", false, asked)).fields().stream()
        .filter(field -> field.name().equals("Retry-After"))
        .map(HeaderField::value)
        .findFirst()
        .orElseThrow();
  }
}
