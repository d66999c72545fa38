package io.lakegate.sdk.waiting;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.waiting.Judgement.States;
import java.time.Duration;
import java.util.Optional;

/**
 * Says of a poll's answer whether what is waited for is over. Unknown states, answers that cannot
 * be read and trouble that passes keep a wait going.
 *
 * @param judgement how entities of this kind are judged
 * @param expectation what is expected beyond the state
 * @param strict whether a job run is judged by its result, expectations count and elements must be
 *     in a state that is known; otherwise states alone decide, as in Databricks' SDKs
 * @param grace how long after its trigger an entity that is not found may still appear, and one
 *     that was there before still look as it did
 */
public record Judge(Judgement judgement, Expectation expectation, boolean strict, Duration grace) {

  /**
   * How long a new entity may not be found: listings and caches of the platform are eventually
   * consistent, over seconds.
   */
  public static final Duration GRACE = Duration.ofSeconds(30);

  /**
   * Checks that the expectation can be met.
   *
   * @throws IllegalArgumentException if entities of this kind never show what is expected
   */
  public Judge {
    requireNonNull(judgement, "judgement");
    requireNonNull(grace, "grace");
    expectation = strict ? expectation : Expectation.none();
    if (!isMeasurable(expectation, judgement)) {
      throw new IllegalArgumentException(
          expectation.text() + ", expected only where the wait's states can show it");
    }
  }

  /** The judge of a wait that no trigger started: what is not found is not there. */
  public static Judge ofPollOnly(Judgement judgement) {
    return new Judge(judgement, Expectation.none(), true, Duration.ZERO);
  }

  private static boolean isMeasurable(Expectation expectation, Judgement judgement) {
    return switch (expectation) {
      case NothingMore _ -> true;
      case AnyEnd _, Restarted _, Settling _ -> judgement instanceof States;
      case NamedLibraries _ -> judgement instanceof Judgement.Elements;
      case Repaired _ -> judgement instanceof States states && states.resultPath().isPresent();
    };
  }

  /**
   * Judges one answer.
   *
   * @param status its status
   * @param body its whole body, decoded
   * @param age the time since the trigger was answered
   */
  public Verdict judge(int status, byte[] body, Duration age) {
    boolean young = age.compareTo(grace) < 0;
    if (status < 200 || status > 299) {
      return FailedPoll.judge(judgement, status, body, young);
    }
    Optional<OriginError> error = HeldErrors.in(judgement, body);
    if (error.isPresent()) {
      return FailedPoll.held(judgement, error.get(), status, body, young);
    }
    return switch (judgement) {
      case States states -> new StatesRule(states, expected(age), strict).judge(status, body);
      case Judgement.Operation _ -> OperationRule.judge(status, body);
      case Judgement.Gone gone -> GoneRule.judge(gone, status, body);
      case Judgement.Elements elements ->
          new ElementsRule(elements, expectation, strict, young).judge(status, body);
    };
  }

  /** What is expected at an age: what was there before is not shown for ever. */
  private Expectation expected(Duration age) {
    boolean settled = age.compareTo(grace) >= 0 || age.compareTo(Settling.AT_MOST) >= 0;
    return expectation instanceof Settling && settled ? Expectation.none() : expectation;
  }

  /** The judge for the next poll, after one that kept the wait going. */
  public Judge after(Verdict verdict) {
    return verdict instanceof Verdict.Pending pending
        ? new Judge(judgement, pending.expectation(), strict, grace)
        : this;
  }
}
