package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.conversation.OwnRequest;
import io.lakegate.gateway.conversation.WholeAnswer;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.limit.Priority;
import io.lakegate.sdk.waiting.Judge;
import io.lakegate.sdk.waiting.PollPlan;
import io.lakegate.sdk.waiting.TriggerExchange;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import io.vertx.core.http.HttpMethod;
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

  Triggering(Conversation conversation, WaitDescriptor wait, WaitTarget wanted) {
    this.conversation = conversation;
    this.wait = wait;
    this.wanted = wanted;
  }

  /**
   * Starts the operation.
   *
   * @param template the path template of the trigger
   */
  Started start(HttpMethod method, String template) {
    WaitTrigger trigger = trigger(method, template);
    byte[] body = conversation.clientBody(BODY_AT_MOST);
    TriggerExchange exchange = TriggerExchange.request(wanted.path(), body);
    PollPlan.problem(wait.poll(), trigger, exchange)
        .ifPresent(
            problem -> {
              throw new GatewayException(ProblemCode.BAD_PARAMETER, problem.problem());
            });
    TriggerExchange seen = PollPlan.looksBefore(trigger) ? looked(trigger, exchange) : exchange;
    WholeAnswer answer =
        conversation
            .calls()
            .send(
                new OwnRequest(
                    method,
                    wanted.target(),
                    body.length == 0 ? Optional.empty() : Optional.of(body),
                    Priority.INTERACTIVE,
                    true));
    if (!answer.successful()) {
      throw answer.error();
    }
    return switch (PollPlan.of(wait.poll(), trigger, seen.answered(answer.body()))) {
      case PollPlan.Ready plan ->
          new Started(
              wait,
              plan.target(),
              plan.expectation(),
              Judge.GRACE,
              Optional.of(answer.body()),
              true);
      case PollPlan.Unbound(String problem) ->
          throw new GatewayException(
                  ProblemCode.WAIT_LOST,
                  "The operation was started, but its answer does not tell how to ask after it: "
                      + problem)
              .withDetail(Entities.detail("", Optional.of(answer.body())));
    };
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

  /** Some outcomes can only be told from what was there before; failing to look costs only that. */
  private TriggerExchange looked(WaitTrigger trigger, TriggerExchange exchange) {
    if (PollPlan.of(wait.poll(), trigger, exchange) instanceof PollPlan.Ready plan) {
      WholeAnswer before = conversation.calls().send(OwnRequest.get(plan.target()));
      return before.successful() ? exchange.seenBefore(before.body()) : exchange;
    }
    return exchange;
  }
}
