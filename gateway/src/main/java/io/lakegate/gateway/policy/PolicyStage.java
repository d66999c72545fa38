package io.lakegate.gateway.policy;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.Stage;
import io.vertx.core.Future;
import java.util.Map;

/**
 * Asks the policy about every request to the origin, whoever makes it: a client, or a feature on a
 * client's behalf.
 */
public final class PolicyStage implements Stage {

  private final Policy policy;

  /** Creates the stage. */
  public PolicyStage(Policy policy) {
    this.policy = policy;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    return switch (policy.decide(exchange.request().method(), exchange.toOrigin())) {
      case Policy.Allowed _ -> next.proceed(exchange);
      case Policy.Denied denied ->
          throw new GatewayException(
              ProblemCode.POLICY_DENIED,
              "The rule '" + denied.rule() + "' of the gateway's policy denies this request.",
              Map.of("rule", denied.rule()),
              java.util.List.of());
    };
  }
}
