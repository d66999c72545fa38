package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.conversation.OwnRequest;
import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.problem.ProblemMapper;
import io.lakegate.sdk.waiting.Judge;
import io.lakegate.sdk.waiting.PollPlan;
import io.lakegate.sdk.waiting.TriggerExchange;
import io.lakegate.sdk.waiting.Verdict;
import io.lakegate.sdk.waiting.WaitDescriptor;
import io.lakegate.sdk.waiting.WaitTrigger;
import java.time.Duration;

/**
 * Asks what is there before a trigger whose outcome could not be told otherwise.
 *
 * <p>Where the origin does not let anybody look, the trigger is sent all the same, and the change
 * has to be seen as it happens. Where it is in trouble that passes, even after the usual retries,
 * the client gets that error: nothing has been started, and it can ask again.
 */
final class LookBefore {

  private static final String UNSENT =
      "This came of a look at what is there before the call; the call itself was not sent.";

  private final Conversation conversation;
  private final WaitDescriptor wait;

  LookBefore(Conversation conversation, WaitDescriptor wait) {
    this.conversation = conversation;
    this.wait = wait;
  }

  /** The exchange with what was seen before it. */
  TriggerExchange at(WaitTrigger trigger, TriggerExchange exchange) {
    if (!(PollPlan.of(wait.poll(), trigger, exchange) instanceof PollPlan.Ready plan)) {
      return exchange;
    }
    ReadAnswer before = ask(plan.target());
    if (!before.successful() && passes(before)) {
      throw before.error("NOT_SENT", UNSENT);
    }
    return before.successful() ? exchange.seenBefore(before.body()) : exchange;
  }

  private boolean passes(ReadAnswer before) {
    Verdict verdict =
        Judge.ofPollOnly(wait.judgement()).judge(before.status(), before.body(), Duration.ZERO);
    return verdict instanceof Verdict.Unclear;
  }

  private ReadAnswer ask(String target) {
    try {
      return ReadAnswer.of(conversation.calls().send(OwnRequest.get(target)));
    } catch (RuntimeException e) {
      if (e instanceof AttemptFailedException attempt
          && attempt.kind() == AttemptFailedException.Kind.CLIENT_GONE) {
        throw e;
      }
      GatewayException problem = ProblemMapper.problem(e);
      throw new GatewayException(
          problem.code(), problem.text() + " " + UNSENT, problem.metadata(), problem.fields());
    }
  }
}
