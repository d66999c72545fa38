package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.sdk.retry.IdempotentBody;
import io.lakegate.sdk.retry.IdempotentBody.GivenToken;
import io.lakegate.sdk.retry.IdempotentBody.LeftAsItIs;
import io.lakegate.sdk.retry.IdempotentBody.OwnToken;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The body of an operation that takes an idempotency token. The first attempt reads all of it and
 * puts a token into it where the client sent none; every attempt sends the same bytes. A body that
 * takes no token is sent as it is.
 *
 * <p><b>Threading:</b> used on the event loop of its exchange only.
 */
final class TokenBody implements RequestBody {

  /** Whose token the body carries. */
  enum Token {
    /** None that could be relied on, or it is not known yet. */
    NONE,
    /** One that the client knows, and sends again when it repeats its request. */
    CLIENTS,
    /** One that was made here. */
    MINTED
  }

  private final RequestBody client;
  private final String field;
  private final Supplier<String> mint;
  private final Optional<String> key;
  private Token token = Token.NONE;
  private boolean prepared;
  private Optional<Buffer> edited = Optional.empty();

  /**
   * Creates the body.
   *
   * @param client the body as the client sends it
   * @param field the member of the JSON object that takes the token
   * @param mint where a token comes from that the client does not know
   * @param key the client's own key, which is used instead
   */
  TokenBody(RequestBody client, String field, Supplier<String> mint, Optional<String> key) {
    this.client = client;
    this.field = field;
    this.mint = mint;
    this.key = key;
  }

  /** Whose token the body carries; known once it is prepared. */
  Token token() {
    return token;
  }

  @Override
  public void keepUpTo(long bytes) {
    client.keepUpTo(bytes);
  }

  @Override
  public Future<Void> prepare() {
    return prepared
        ? Future.succeededFuture()
        : client
            .collect()
            .compose(
                whole -> {
                  edit(whole);
                  return Future.succeededFuture();
                });
  }

  private void edit(Optional<Buffer> whole) {
    prepared = true;
    if (whole.isPresent()) {
      Buffer body = whole.get();
      switch (IdempotentBody.of(body.getBytes(), field, () -> key.orElseGet(mint))) {
        case LeftAsItIs _ -> {}
        case OwnToken _ -> token = Token.CLIENTS;
        case GivenToken given -> {
          token = key.isPresent() ? Token.CLIENTS : Token.MINTED;
          edited = Optional.of(edited(body, given));
        }
      }
    }
  }

  private static Buffer edited(Buffer body, GivenToken given) {
    int rest = given.at() + given.removed();
    return Buffer.buffer(body.length() + given.added().length())
        .appendBuffer(body, 0, given.at())
        .appendString(given.added())
        .appendBuffer(body, rest, body.length() - rest);
  }

  /** The client's key crosses unless it has become the token. */
  @Override
  public Set<String> absorbedFields() {
    return edited.isPresent() && key.isPresent() ? Set.of(IdempotencyTokens.KEY_FIELD) : Set.of();
  }

  @Override
  public long length() {
    return edited.isPresent() ? edited.get().length() : client.length();
  }

  @Override
  public boolean replayable() {
    return edited.isPresent() || client.replayable();
  }

  @Override
  public long received() {
    return client.received();
  }

  @Override
  public boolean complete() {
    return client.complete();
  }

  @Override
  public void sendTo(WriteStream<Buffer> origin) {
    if (edited.isPresent()) {
      origin.write(edited.get());
      origin.end();
    } else {
      client.sendTo(origin);
    }
  }

  @Override
  public void detach() {
    client.detach();
  }
}
