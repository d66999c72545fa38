package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.retry.IdempotencyFields;
import io.lakegate.sdk.retry.IdempotentBody;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives requests a token by which the origin knows a second copy of them, where the operation takes
 * one: what the client says in {@code Idempotency-Key}, or else a token of the gateway's own, one
 * for each request of a client.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class IdempotencyTokens {

  /** The field in which clients send a key (draft-ietf-httpapi-idempotency-key-header). */
  static final String KEY_FIELD = "idempotency-key";

  /** Bodies that are more, or promise more, than the JSON text that could be changed. */
  private static final List<String> UNTOUCHABLE =
      List.of("content-encoding", "content-md5", "content-digest", "digest", "repr-digest");

  private final IdempotencyFields fields;
  private final Supplier<String> mint;

  /**
   * Creates them.
   *
   * @param fields the operations that take a token
   * @param mint makes tokens of at most 36 characters, none of them ever twice
   */
  public IdempotencyTokens(IdempotencyFields fields, Supplier<String> mint) {
    this.fields = fields;
    this.mint = mint;
  }

  /** The exchange with a body that takes a token, if it may have one. */
  Exchange prepare(Exchange exchange) {
    ClientRequest request = exchange.request();
    if (request.body().length() == 0) {
      return exchange;
    }
    Optional<String> field = fields.of(request.method().name(), exchange.toOrigin().path());
    if (field.isEmpty() || UNTOUCHABLE.stream().anyMatch(request.headers()::contains)) {
      return exchange;
    }
    TokenBody body = new TokenBody(request.body(), field.get(), mint, key(request.headers()));
    return exchange.withRequest(request.withBody(body));
  }

  private static Optional<String> key(MultiMap headers) {
    List<String> keys = headers.getAll(KEY_FIELD);
    if (keys.size() > 1) {
      throw new GatewayException(
          ProblemCode.BAD_HEADER, "The field " + KEY_FIELD + " is there twice; one is expected.");
    }
    return keys.stream().filter(key -> !key.isBlank()).map(IdempotentBody::tokenOf).findFirst();
  }
}
