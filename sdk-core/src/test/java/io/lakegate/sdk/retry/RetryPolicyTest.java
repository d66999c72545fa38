package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.retry.AttemptOutcome.Answered;
import io.lakegate.sdk.retry.AttemptOutcome.NoAnswer;
import io.lakegate.sdk.retry.AttemptOutcome.Unsent;
import io.lakegate.sdk.retry.RetryDecision.GiveUp;
import io.lakegate.sdk.retry.RetryDecision.Resend;
import io.lakegate.sdk.testing.FixedRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Delays and bounds, the reasons told, and what earlier attempts change. */
final class RetryPolicyTest {

  private static final RequestFacts GET = RequestFacts.of("GET", RetrySafety.YES);
  private static final RequestFacts RUN_NOW = RequestFacts.of("POST", RetrySafety.YES);
  private static final AttemptOutcome RESET = new NoAnswer(NoAnswerCause.RESET);
  private static final AttemptOutcome REFUSED = new Unsent(UnsentCause.REFUSED);

  private final RetryPolicy policy = new RetryPolicy(RetryConfig.DEFAULT);

  @Test
  void decide_laterAttempts_waitLongerUpToTheCap() {
    List<Long> seconds =
        IntStream.rangeClosed(1, 12)
            .mapToObj(attempt -> delay(Answered.of(503), AttemptHistory.of(attempt, 0)))
            .map(delay -> delay.minusMillis(50).toSeconds())
            .toList();
    assertThat(seconds).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 10L, 10L);
  }

  @ParameterizedTest(name = "Retry-After {0} s after attempt {1}: {2} s")
  @CsvSource({"0, 1, 1", "1, 3, 3", "3, 1, 3", "120, 10, 120"})
  void decide_retryAfter_isTheFloorOfTheBackoff(int hint, int attempt, int expected) {
    Answered answer = answered(429, Duration.ofSeconds(hint));
    assertThat(delay(answer, AttemptHistory.of(attempt, 0)))
        .isEqualTo(Duration.ofSeconds(expected).plusMillis(50));
  }

  @Test
  void decide_jitter_isAddedToTheLarger() {
    RetryDecision decision =
        policy.decide(
            GET, answered(429, Duration.ofSeconds(3)), AttemptHistory.of(1, 0), FixedRandom.most());
    assertThat(decision).isEqualTo(new Resend(Duration.ofMillis(3750), RetryReason.THROTTLED));
  }

  @Test
  void decide_delayThatJustFits_resends() {
    long elapsed = Duration.ofMinutes(5).minusMillis(10_050).toNanos();
    assertThat(decide(GET, Answered.of(503), AttemptHistory.of(20, elapsed)))
        .isInstanceOf(Resend.class);
    assertThat(decide(GET, Answered.of(503), AttemptHistory.of(20, elapsed + 1)))
        .isEqualTo(new GiveUp(GiveUpReason.RELAY));
  }

  @Test
  void decide_retryAfterBeyondTheTimeout_givesTheAnswerAtOnce() {
    assertThat(decide(GET, answered(429, Duration.ofMinutes(5)), AttemptHistory.of(1, 0)))
        .isEqualTo(new GiveUp(GiveUpReason.RELAY));
    assertThat(decide(GET, answered(429, Duration.ofSeconds(299)), AttemptHistory.of(1, 0)))
        .isInstanceOf(Resend.class);
  }

  @Test
  void decide_delayUpToTheDeadline_leavesNoTimeForAnAttempt() {
    long delay = Duration.ofMillis(1050).toNanos();
    AttemptHistory history = AttemptHistory.of(1, 0);
    assertThat(decide(GET, REFUSED, history.withRemainingNanos(delay + 1)))
        .isInstanceOf(Resend.class);
    assertThat(decide(GET, REFUSED, history.withRemainingNanos(delay)))
        .isEqualTo(new GiveUp(GiveUpReason.ORIGIN_UNREACHABLE));
  }

  @Test
  void decide_clientThatRetries_isAnsweredWithin45SecondsOfWaiting() {
    long waited = Duration.ofSeconds(44).toNanos();
    AttemptHistory history = AttemptHistory.of(1, 0).withWaitedNanos(waited);
    assertThat(decide(GET, Answered.of(503), history)).isInstanceOf(Resend.class);
    assertThat(decide(GET.withClientRetries(true), Answered.of(503), history))
        .isEqualTo(new GiveUp(GiveUpReason.RELAY));
    assertThat(decide(GET.withClientRetries(true), Answered.of(503), AttemptHistory.of(1, waited)))
        .isInstanceOf(Resend.class);
  }

  @Test
  void decide_noRetryTimeout_neverResends() {
    RetryPolicy none = new RetryPolicy(config(Duration.ZERO));
    assertThat(none.decide(GET, RESET, AttemptHistory.of(1, 0), FixedRandom.least()))
        .isEqualTo(new GiveUp(GiveUpReason.ORIGIN_RESET));
  }

  @Test
  void decide_endlessRetryTimeout_resendsForever() {
    RetryPolicy endless = new RetryPolicy(config(RetryConfig.FOREVER));
    AttemptHistory old = AttemptHistory.of(Integer.MAX_VALUE, Duration.ofDays(30).toNanos());
    assertThat(endless.decide(GET, RESET, old, FixedRandom.most())).isInstanceOf(Resend.class);
  }

  static List<Told> reasons() {
    return List.of(
        new Told(Answered.of(429), RetryReason.THROTTLED),
        new Told(
            new Answered(500, RetryAfter.NONE, ErrorHint.REQUEST_LIMIT_EXCEEDED),
            RetryReason.THROTTLED),
        new Told(Answered.of(503), RetryReason.UNAVAILABLE),
        new Told(
            new Answered(500, RetryAfter.NONE, ErrorHint.TRANSIENT_TEXT),
            RetryReason.TRANSIENT_TEXT),
        new Told(
            new Answered(400, RetryAfter.NONE, ErrorHint.WORKER_ENVIRONMENT_TEXT),
            RetryReason.TRANSIENT_TEXT),
        new Told(Answered.of(502), RetryReason.BAD_GATEWAY),
        new Told(Answered.of(504), RetryReason.BAD_GATEWAY),
        new Told(REFUSED, RetryReason.UNSENT),
        new Told(RESET, RetryReason.NO_ANSWER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("reasons")
  void decide_resend_saysWhy(Told told) {
    assertThat(decide(GET, told.outcome, AttemptHistory.of(1, 0)))
        .isEqualTo(new Resend(Duration.ofMillis(1050), told.reason));
  }

  @Test
  void decide_unsentAfterAnUnansweredAttempt_doesNotClaimThatNothingWasSent() {
    AttemptHistory history = AttemptHistory.of(9, late()).withUnanswered(true);
    assertThat(decide(GET, REFUSED, history)).isEqualTo(new GiveUp(GiveUpReason.ORIGIN_RESET));
  }

  static List<Minted> minted() {
    return List.of(
        new Minted(RESET, false, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(new NoAnswer(NoAnswerCause.SILENT), false, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(new NoAnswer(NoAnswerCause.DEADLINE), false, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(REFUSED, false, GiveUpReason.ORIGIN_UNREACHABLE),
        new Minted(REFUSED, true, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(Answered.of(503), false, GiveUpReason.RELAY),
        new Minted(Answered.of(503), true, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(Answered.of(429), true, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(Answered.of(401), true, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(Answered.of(403), true, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(Answered.of(408), true, GiveUpReason.OUTCOME_UNKNOWN),
        new Minted(Answered.of(401), false, GiveUpReason.RELAY),
        new Minted(Answered.of(400), true, GiveUpReason.RELAY),
        new Minted(Answered.of(404), true, GiveUpReason.RELAY),
        new Minted(Answered.of(200), true, GiveUpReason.RELAY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("minted")
  void decide_tokenTheClientDoesNotKnow_neverInvitesItToRunTwice(Minted minted) {
    AttemptHistory history = AttemptHistory.of(9, late()).withUnanswered(minted.unanswered);
    assertThat(decide(RUN_NOW.withTokenMinted(true), minted.outcome, history))
        .isEqualTo(new GiveUp(minted.expected));
  }

  @Test
  void decide_mintedTokenInTime_isResent() {
    AttemptHistory history = AttemptHistory.of(2, 0).withUnanswered(true);
    assertThat(decide(RUN_NOW.withTokenMinted(true), RESET, history)).isInstanceOf(Resend.class);
  }

  @Test
  void giveUp_whereADecisionWouldResend_givesTheAnswerOfGivingUp() {
    AttemptHistory history = AttemptHistory.of(1, 0);
    assertThat(policy.giveUp(GET, Answered.of(429), history).reason())
        .isEqualTo(GiveUpReason.RELAY);
    assertThat(policy.giveUp(GET, REFUSED, history).reason())
        .isEqualTo(GiveUpReason.ORIGIN_UNREACHABLE);
    assertThat(policy.giveUp(GET, RESET, history).reason()).isEqualTo(GiveUpReason.ORIGIN_RESET);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"200, false", "302, false", "400, true", "429, false", "500, true", "503, true"})
  void wantsHint_isTrueWhereABodyCanChangeTheDecision(int status, boolean expected) {
    assertThat(RetryPolicy.wantsHint(status)).isEqualTo(expected);
  }

  @Test
  void label_isLowerDashAndUnique() {
    List<String> labels = Arrays.stream(RetryReason.values()).map(RetryReason::label).toList();
    assertThat(labels).doesNotHaveDuplicates().allMatch(label -> label.matches("[a-z]+(-[a-z]+)*"));
  }

  @Test
  void history_outOfRange_isRefused() {
    assertThatThrownBy(() -> AttemptHistory.of(0, 0)).hasMessageContaining("attempts: 0");
    assertThatThrownBy(() -> AttemptHistory.of(1, -1)).hasMessageContaining("elapsedNanos: -1");
    assertThatThrownBy(() -> AttemptHistory.of(1, 0).withWaitedNanos(-2))
        .hasMessageContaining("waitedNanos: -2");
  }

  private Duration delay(AttemptOutcome outcome, AttemptHistory history) {
    return ((Resend) decide(GET, outcome, history)).delay();
  }

  private RetryDecision decide(RequestFacts facts, AttemptOutcome outcome, AttemptHistory history) {
    return policy.decide(facts, outcome, history, FixedRandom.least());
  }

  private static Answered answered(int status, Duration retryAfter) {
    return new Answered(status, RetryAfter.of(retryAfter), ErrorHint.NONE);
  }

  private static RetryConfig config(Duration retryTimeout) {
    RetryConfig base = RetryConfig.DEFAULT;
    return new RetryConfig(retryTimeout, base.answerWithin(), base.backoff(), 0.2, 3);
  }

  private static long late() {
    return Duration.ofMinutes(5).toNanos();
  }

  record Told(AttemptOutcome outcome, RetryReason reason) {}

  record Minted(AttemptOutcome outcome, boolean unanswered, GiveUpReason expected) {}
}
