package io.lakegate.gateway.policy;

import io.lakegate.gateway.exchange.Route;
import io.vertx.core.http.HttpMethod;

/** Which requests may be made at the origin. */
@FunctionalInterface
public interface Policy {

  /** Everything may be done: the default on loopback, where the client is the user. */
  Policy OPEN = (method, route) -> Decision.ALLOWED;

  /** Decides one request. */
  Decision decide(HttpMethod method, Route.ToOrigin route);

  /** A decision. */
  sealed interface Decision {

    /** Go on. */
    Decision ALLOWED = new Allowed();
  }

  /** The request may be made. */
  record Allowed() implements Decision {}

  /**
   * The request is denied.
   *
   * @param rule the rule that denies it, as it stands in the configuration
   */
  record Denied(String rule) implements Decision {}
}
