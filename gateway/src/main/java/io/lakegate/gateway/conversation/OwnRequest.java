package io.lakegate.gateway.conversation;

import io.lakegate.sdk.limit.Priority;
import io.vertx.core.http.HttpMethod;
import java.util.Optional;

/**
 * A request that a feature makes at the origin on a client's behalf.
 *
 * @param method the method
 * @param target the request target, beginning with one slash
 * @param body the JSON body; empty where there is none
 * @param priority whether it queues with single requests or behind them
 * @param clients whether it is the client's own request sent on, whose fields then say more than
 *     who asks: {@code Idempotency-Key}, {@code Content-Type}
 */
public record OwnRequest(
    HttpMethod method, String target, Optional<byte[]> body, Priority priority, boolean clients) {

  /** A read of the gateway's own, one of many. */
  public static OwnRequest get(String target) {
    return new OwnRequest(HttpMethod.GET, target, Optional.empty(), Priority.BULK, false);
  }

  /** Never prints the body or the query: they may hold secrets. */
  @Override
  public String toString() {
    return "OwnRequest[" + method + "]";
  }
}
