package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.conversation.OwnRequest;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.limit.Priority;
import io.lakegate.sdk.waiting.Judge;
import io.lakegate.sdk.waiting.PollPlan;
import io.lakegate.sdk.waiting.TriggerExchange;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import io.vertx.core.http.HttpMethod;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends the request that starts an operation, once and under the retry rules, and finds out how to
 * ask after it. What can be known to be missing is refused before anything is sent.
 */
final class Triggering {

  /** The platform takes no larger JSON than 10 MB. */
  private static final int BODY_AT_MOST =
      (int) Math.min(16L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

  private final Conversation conversation;
  private final WaitDescriptor wait;
  private final WaitTarget wanted;
  private final InstantSource clock;

  Triggering(
      Conversation conversation, WaitDescriptor wait, WaitTarget wanted, InstantSource clock) {
    this.conversation = conversation;
    this.wait = wait;
    this.wanted = wanted;
    this.clock = clock;
  }

  /**
   * Starts the operation.
   *
   * @param template the path template of the trigger
   */
  Started start(HttpMethod method, String template) {
    wanted.requireNoExpectation();
    WaitTrigger trigger = trigger(method, template);
    byte[] body = conversation.clientBody(BODY_AT_MOST);
    TriggerExchange before = before(trigger, TriggerExchange.request(wanted.path(), body));
    ReadAnswer answer = answer(method, body);
    TriggerExchange exchange = before.answered(answer.body());
    PollPlan.error(wait, trigger, exchange)
        .ifPresent(
            error -> {
              throw answer.held(error);
            });
    return switch (PollPlan.of(wait.poll(), trigger, exchange)) {
      case PollPlan.Ready plan -> started(plan, answer);
      case PollPlan.Unbound(String problem) ->
          throw lost(
              "The operation was started, but its answer does not tell how to ask after it: "
                  + answer.unreadable().orElse(problem),
              answer);
    };
  }

  /** What is known before anything is sent. */
  private TriggerExchange before(WaitTrigger trigger, TriggerExchange exchange) {
    PollPlan.problem(wait.poll(), trigger, exchange)
        .ifPresent(
            problem -> {
              throw new GatewayException(ProblemCode.BAD_PARAMETER, problem.problem());
            });
    return wanted.strict() && PollPlan.looksBefore(trigger)
        ? new LookBefore(conversation, wait).at(trigger, exchange)
        : exchange;
  }

  private Started started(PollPlan.Ready plan, ReadAnswer answer) {
    return new Started(
        wait,
        plan.target(),
        plan.expectation().from(clock.instant()),
        Judge.GRACE,
        Entities.of(answer.body()),
        true);
  }

  /** Sends it; whatever comes back but an error may mean that something has been started. */
  private ReadAnswer answer(HttpMethod method, byte[] body) {
    Departure.requireNone(conversation);
    Optional<byte[]> content = body.length == 0 ? Optional.empty() : Optional.of(body);
    ReadAnswer answer =
        send(new OwnRequest(method, wanted.target(), content, Priority.INTERACTIVE, true));
    if (answer.tellsNothing()) {
      throw unknown(answer.unreadable().orElse(""), Entities.of(answer.body()));
    }
    if (!answer.successful()) {
      throw answer.error();
    }
    return answer;
  }

  private ReadAnswer send(OwnRequest request) {
    try {
      return ReadAnswer.of(conversation.calls().send(request));
    } catch (GatewayException e) {
      throw e.code() == ProblemCode.ORIGIN_ANSWER_TOO_LARGE
          ? unknown("The answer to the call is too large to be read.", Optional.empty())
          : e;
    }
  }

  private static GatewayException lost(String message, ReadAnswer answer) {
    return new GatewayException(ProblemCode.WAIT_LOST, message)
        .withDetail(Entities.detail("", Entities.of(answer.body())));
  }

  /** No status tells clients to send it again: it would start the operation twice. */
  private static GatewayException unknown(String reason, Optional<byte[]> shown) {
    return new GatewayException(
            ProblemCode.OUTCOME_UNKNOWN,
            "It is not known whether the operation was started: "
                + reason
                + " Look at the workspace before you repeat it.")
        .withDetail(Entities.detail("", shown));
  }

  private WaitTrigger trigger(HttpMethod method, String template) {
    return wait.triggers().stream()
        .filter(
            trigger ->
                trigger.method().equals(method.name()) && trigger.matchTemplate().equals(template))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("the catalog's " + wait.name() + " has no " + template));
  }
}
