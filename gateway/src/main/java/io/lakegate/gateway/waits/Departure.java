package io.lakegate.gateway.waits;

import io.lakegate.gateway.conversation.Conversation;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.http.HeaderField;

/** Refuses to begin what the gateway, which is going, could not see to its end. */
final class Departure {

  /** Nothing was done, so that it may be asked for again, here or elsewhere. */
  private static final int UNAVAILABLE = 503;

  private static final HeaderField SOON = new HeaderField("Retry-After", "1");

  private Departure() {}

  /**
   * Checks that a wait, or its trigger, may still begin.
   *
   * @throws GatewayException {@code DRAINING} where the gateway is going
   */
  static void requireNone(Conversation conversation) {
    if (conversation.draining()) {
      throw new GatewayException(
              ProblemCode.DRAINING,
              "The gateway is shutting down and begins no waits; nothing was sent. Ask again when"
                  + " it, or another one, is there.")
          .withStatus(UNAVAILABLE)
          .withField(SOON);
    }
  }
}
