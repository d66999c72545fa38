package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.conversation.SharedCall;
import io.lakegate.gateway.exchange.Deadline;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.problem.ProblemMapper;
import io.lakegate.sdk.error.OriginError;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.waiting.Expectation;
import io.lakegate.sdk.waiting.HeldErrors;
import io.lakegate.sdk.waiting.Judge;
import io.lakegate.sdk.waiting.Verdict;
import io.lakegate.sdk.waiting.WaitTimes;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** One wait: asks, judges, and asks again, until there is an end or no time. */
final class Waiting {

  private static final HeaderField JSON = new HeaderField("Content-Type", "application/json");

  /** As good as forever, without reaching the end of the clock. */
  private static final Duration ENDLESS = Duration.ofDays(36_500);

  /** With their usual pauses, these polls take ten seconds; what is to be shown then, is. */
  private static final int UNTOLD_AT_MOST = 5;

  private final Conversation conversation;
  private final Started started;
  private final WaitTarget wanted;
  private final Function<Expectation, HeaderField> locations;
  private final WaitEndpoint.Surroundings surroundings;
  private final long sinceNanos = System.nanoTime();
  private final Duration timeout;
  private final Deadline deadline;
  private Judge judge;
  private String state = "";
  private Optional<byte[]> entity;
  private Duration leftAlone = Duration.ZERO;
  private int untold;

  /**
   * Creates a wait.
   *
   * @param locations where it can be gone on with, by what is still to be looked out for
   */
  Waiting(
      Conversation conversation,
      Started started,
      WaitTarget wanted,
      Function<Expectation, HeaderField> locations,
      WaitEndpoint.Surroundings surroundings) {
    this.conversation = conversation;
    this.started = started;
    this.wanted = wanted;
    this.locations = locations;
    this.surroundings = surroundings;
    this.timeout =
        wanted
            .timeout()
            .map(given -> given.atMost().orElse(ENDLESS))
            .orElseGet(() -> WaitTimes.timeout(started.descriptor()));
    this.deadline = Deadline.of(conversation.exchange());
    this.entity = started.entity();
    this.judge = judge(started, wanted);
  }

  private static Judge judge(Started started, WaitTarget wanted) {
    try {
      return new Judge(
          started.descriptor().judgement(),
          started.expectation(),
          wanted.strict(),
          started.grace());
    } catch (IllegalArgumentException e) {
      throw new GatewayException(
          ProblemCode.BAD_PARAMETER, WaitTarget.AFTER + ": " + e.getMessage() + ".");
    }
  }

  /** Waits, and gives the answer. */
  OriginResponse run(SharedPolls.Member poll) {
    Duration pause = Duration.ZERO;
    for (int polls = 1; ; polls++) {
      Optional<OriginResponse> answer = poll(poll, pause);
      if (answer.isPresent()) {
        return answer.get();
      }
      pause = max(wanted.schedule().pause(polls, surroundings.random()), leftAlone);
    }
  }

  /** One poll, at the latest after the pause; another wait for the same may ask earlier. */
  private Optional<OriginResponse> poll(SharedPolls.Member poll, Duration pause) {
    CompletableFuture<SharedCall> next = poll.next();
    boolean asked = false;
    boolean draining = conversation.await(next, min(pause, left()));
    if (!next.isDone()) {
      goOn(draining);
      requireTime();
      asked = poll.due(next);
      draining = conversation.await(next, left());
    }
    if (!next.isDone()) {
      GatewayException end = draining ? lastSeen().draining() : timeIsUp();
      count(poll.giveUp(next, asked));
      throw end;
    }
    count(asked ? List.of(next.join()) : List.of());
    count(poll.takeOver());
    goOn(draining);
    return answered(next.join());
  }

  private void count(List<SharedCall> polls) {
    polls.stream().map(SharedCall::cost).forEach(conversation::count);
  }

  private Optional<OriginResponse> answered(SharedCall call) {
    leftAlone = Duration.ZERO;
    try {
      return judged(ReadAnswer.of(call.answer().join()));
    } catch (CompletionException e) {
      requireRepeatable(Objects.requireNonNullElse(e.getCause(), e));
      return Optional.empty();
    }
  }

  private Optional<OriginResponse> judged(ReadAnswer answer) {
    if (answer.tellsNothing() || (answer.successful() && answer.unreadable().isPresent())) {
      throw ended(answer.problem());
    }
    Verdict verdict = judge.judge(answer.status(), answer.body(), elapsed());
    judge = judge.after(verdict);
    return switch (verdict) {
      case Verdict.Pending pending -> {
        seen(pending.state(), answer);
        yield Optional.empty();
      }
      case Verdict.Untold over -> {
        seen(over.state(), answer);
        untold++;
        if (untold >= UNTOLD_AT_MOST) {
          throw lastSeen().untold();
        }
        yield Optional.empty();
      }
      case Verdict.Unclear _ -> {
        leftAlone = answer.retryAfter(surroundings.clock().instant());
        yield Optional.empty();
      }
      case Verdict.Succeeded succeeded -> {
        seen(succeeded.state(), answer);
        yield Optional.of(
            OriginResponse.made(
                200,
                List.of(JSON, lastSeen().location()),
                Buffer.buffer(entity.orElse(new byte[] {'{', '}'}))));
      }
      case Verdict.Failed failed -> {
        seen(failed.state(), answer);
        throw lastSeen().failed(failed);
      }
      case Verdict.PollRefused refused -> throw refused(refused, answer);
    };
  }

  private RuntimeException refused(Verdict.PollRefused refused, ReadAnswer answer) {
    if (isKnown()) {
      return lastSeen().refused(refused, answer);
    }
    return answer.successful()
        ? answer.held(new OriginError(refused.errorCode(), refused.message()))
        : answer.error();
  }

  /** An error under a status of success may tell that something is gone; it is no entity. */
  private void seen(String shown, ReadAnswer answer) {
    state = shown;
    if (answer.successful() && HeldErrors.in(judge.judgement(), answer.body()).isEmpty()) {
      entity = Optional.of(answer.body());
    }
  }

  private void goOn(boolean draining) {
    if (draining) {
      throw lastSeen().draining();
    }
  }

  private void requireTime() {
    if (left().isZero()) {
      throw timeIsUp();
    }
  }

  /** Both times may be up; then the exchange's own is told, which bounds the other. */
  private GatewayException timeIsUp() {
    return deadline.remainingNanos() <= 0 ? lastSeen().expired() : lastSeen().timedOut(elapsed());
  }

  private void requireRepeatable(Throwable failure) {
    if (UnansweredPoll.isFinal(failure, isKnown())) {
      throw ended(ProblemMapper.problem(failure));
    }
  }

  private GatewayException ended(GatewayException problem) {
    return isKnown() ? lastSeen().lost(problem) : problem;
  }

  /** Whether there is an operation: it was started here, or has been seen. */
  private boolean isKnown() {
    return started.triggered() || entity.isPresent();
  }

  private LastSeen lastSeen() {
    return new LastSeen(locations.apply(judge.expectation()), started.triggered(), state, entity);
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - sinceNanos);
  }

  private Duration left() {
    Duration left = min(timeout.minus(elapsed()), Duration.ofNanos(deadline.remainingNanos()));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
