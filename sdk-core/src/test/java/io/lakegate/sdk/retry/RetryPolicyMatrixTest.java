package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.retry.AttemptOutcome.Answered;
import io.lakegate.sdk.retry.AttemptOutcome.NoAnswer;
import io.lakegate.sdk.retry.AttemptOutcome.Unsent;
import io.lakegate.sdk.retry.RetryDecision.GiveUp;
import io.lakegate.sdk.retry.RetryDecision.Resend;
import io.lakegate.sdk.testing.FixedRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every outcome against every kind of request, replayable or not, in time or not. */
final class RetryPolicyMatrixTest {

  /**
   * One row per outcome: an answer's status with {@code ra} for a Retry-After and what the body
   * said, or why there was none. Then, for each kind of request, whether it is resent while it can
   * be; and the answer once it cannot be, for safe requests and for others.
   */
  private static final String TABLE =
      """
      outcome               | read   | safe   | maybe  | never  | spent-safe         | spent-unsafe
      200                   | -      | -      | -      | -      | RELAY              | RELAY
      200 ra                | -      | -      | -      | -      | RELAY              | RELAY
      200 limit             | -      | -      | -      | -      | RELAY              | RELAY
      200 worker            | -      | -      | -      | -      | RELAY              | RELAY
      200 text ra           | -      | -      | -      | -      | RELAY              | RELAY
      302                   | -      | -      | -      | -      | RELAY              | RELAY
      400                   | -      | -      | -      | -      | RELAY              | RELAY
      400 ra                | -      | -      | -      | -      | RELAY              | RELAY
      400 limit             | resend | resend | resend | resend | RELAY              | RELAY
      400 worker            | resend | resend | resend | -      | RELAY              | RELAY
      400 text              | resend | resend | -      | -      | RELAY              | RELAY
      400 text ra           | resend | resend | resend | -      | RELAY              | RELAY
      401                   | -      | -      | -      | -      | RELAY              | RELAY
      403                   | -      | -      | -      | -      | RELAY              | RELAY
      404 ra                | -      | -      | -      | -      | RELAY              | RELAY
      408                   | -      | -      | -      | -      | RELAY              | RELAY
      429                   | resend | resend | resend | resend | RELAY              | RELAY
      429 ra                | resend | resend | resend | resend | RELAY              | RELAY
      500                   | -      | -      | -      | -      | RELAY              | RELAY
      500 ra                | -      | -      | -      | -      | RELAY              | RELAY
      500 limit             | resend | resend | resend | resend | RELAY              | RELAY
      500 text              | resend | resend | -      | -      | RELAY              | RELAY
      500 text ra           | resend | resend | resend | -      | RELAY              | RELAY
      500 worker            | resend | resend | resend | -      | RELAY              | RELAY
      501                   | -      | -      | -      | -      | RELAY              | RELAY
      502                   | resend | -      | -      | -      | RELAY              | RELAY
      502 ra                | resend | -      | -      | -      | RELAY              | RELAY
      502 text              | resend | resend | -      | -      | RELAY              | RELAY
      503                   | resend | resend | -      | -      | RELAY              | RELAY
      503 ra                | resend | resend | resend | -      | RELAY              | RELAY
      503 text              | resend | resend | -      | -      | RELAY              | RELAY
      503 worker            | resend | resend | resend | -      | RELAY              | RELAY
      503 limit             | resend | resend | resend | resend | RELAY              | RELAY
      504                   | resend | -      | -      | -      | RELAY              | RELAY
      504 ra                | resend | -      | -      | -      | RELAY              | RELAY
      504 worker            | resend | resend | resend | -      | RELAY              | RELAY
      unsent REFUSED        | resend | resend | resend | resend | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent CONNECT_TIMEOUT| resend | resend | resend | resend | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent NO_ROUTE       | resend | resend | resend | resend | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent RESET          | resend | resend | resend | resend | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent TLS_HANDSHAKE  | resend | resend | resend | resend | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent UNKNOWN_HOST   | -      | -      | -      | -      | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent TLS_TRUST      | -      | -      | -      | -      | ORIGIN_UNREACHABLE | ORIGIN_UNREACHABLE
      unsent DEADLINE       | -      | -      | -      | -      | DEADLINE_EXCEEDED  | DEADLINE_EXCEEDED
      silence RESET         | resend | resend | -      | -      | ORIGIN_RESET       | OUTCOME_UNKNOWN
      silence SILENT        | resend | resend | -      | -      | ORIGIN_TIMEOUT     | OUTCOME_UNKNOWN
      silence MALFORMED     | -      | -      | -      | -      | ORIGIN_PROTOCOL_ERROR | OUTCOME_UNKNOWN
      silence DEADLINE      | -      | -      | -      | -      | DEADLINE_EXCEEDED  | OUTCOME_UNKNOWN
      """;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("GET", RetrySafety.YES, 1),
          new Kind("HEAD", RetrySafety.YES, 1),
          new Kind("PUT", RetrySafety.YES, 2),
          new Kind("DELETE", RetrySafety.YES, 2),
          new Kind("OPTIONS", RetrySafety.YES, 2),
          new Kind("POST", RetrySafety.YES, 2),
          new Kind("POST", RetrySafety.MAYBE, 3),
          new Kind("PATCH", RetrySafety.MAYBE, 3),
          new Kind("POST", RetrySafety.NO, 4),
          new Kind("PROPFIND", RetrySafety.NO, 4));

  private final RetryPolicy policy = new RetryPolicy(RetryConfig.DEFAULT);

  static Stream<Case> matrix() {
    List<Case> cases = new ArrayList<>();
    for (String row : TABLE.lines().skip(1).toList()) {
      String[] cells = Arrays.stream(row.split("\\|")).map(String::strip).toArray(String[]::new);
      for (Kind kind : KINDS) {
        String spent = cells[kind.safety == RetrySafety.YES ? 5 : 6];
        boolean resent = cells[kind.column].equals("resend");
        for (Circumstance circumstance : Circumstance.values()) {
          boolean now = resent && circumstance == Circumstance.FREE;
          String expected = now ? "resend" : circumstance.answerInsteadOf(spent);
          cases.add(new Case(cells[0], kind, circumstance, expected));
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("matrix")
  void decide_everyOutcomeOfEveryKind_followsTheTable(Case given) {
    RequestFacts facts =
        RequestFacts.of(given.kind.method, given.kind.safety)
            .withReplayable(given.circumstance != Circumstance.STREAMED)
            .withResponseCommitted(given.circumstance == Circumstance.COMMITTED);
    AttemptHistory history =
        AttemptHistory.of(
            1, given.circumstance == Circumstance.LATE ? Duration.ofMinutes(5).toNanos() : 0);
    RetryDecision decision =
        policy.decide(facts, outcome(given.outcome), history, FixedRandom.least());
    String name =
        switch (decision) {
          case Resend _ -> "resend";
          case GiveUp(GiveUpReason reason) -> reason.name();
        };
    assertThat(name).isEqualTo(given.expected);
  }

  @Test
  void matrix_namesEveryCause() {
    for (UnsentCause cause : UnsentCause.values()) {
      assertThat(TABLE).contains("unsent " + cause);
    }
    for (NoAnswerCause cause : NoAnswerCause.values()) {
      assertThat(TABLE).contains("silence " + cause);
    }
  }

  private static AttemptOutcome outcome(String text) {
    String[] words = text.split(" ");
    return switch (words[0]) {
      case "unsent" -> new Unsent(UnsentCause.valueOf(words[1]));
      case "silence" -> new NoAnswer(NoAnswerCause.valueOf(words[1]));
      default -> answer(Integer.parseInt(words[0]), Set.of(words));
    };
  }

  private static Answered answer(int status, Set<String> words) {
    ErrorHint hint = ErrorHint.NONE;
    if (words.contains("limit")) {
      hint = ErrorHint.REQUEST_LIMIT_EXCEEDED;
    } else if (words.contains("worker")) {
      hint = ErrorHint.WORKER_ENVIRONMENT_TEXT;
    } else if (words.contains("text")) {
      hint = ErrorHint.TRANSIENT_TEXT;
    }
    RetryAfter retryAfter =
        words.contains("ra") ? RetryAfter.of(Duration.ofSeconds(2)) : RetryAfter.NONE;
    return new Answered(status, retryAfter, hint);
  }

  record Kind(String method, RetrySafety safety, int column) {}

  enum Circumstance {
    FREE,
    STREAMED,
    LATE,
    COMMITTED;

    String answerInsteadOf(String spent) {
      return this == COMMITTED && !spent.equals("RELAY") ? "RESET_CLIENT" : spent;
    }
  }

  record Case(String outcome, Kind kind, Circumstance circumstance, String expected) {
    @Override
    public String toString() {
      return "%s, %s %s, %s -> %s"
          .formatted(outcome, kind.method, kind.safety, circumstance, expected);
    }
  }
}
