package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.StageChain;
import io.lakegate.sdk.limit.ClientKey;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Where an exchange begins and ends: makes one of a client's request, runs it through the chain and
 * writes the answer.
 *
 * <p><b>Threading:</b> one per event loop.
 */
public final class ExchangeHandler implements Handler<HttpServerRequest> {

  private static final HexFormat HEX = HexFormat.of();

  private final StageChain chain;
  private final Entrance entrance;
  private final Context context;
  private final Duration clientPatience;
  private final RandomGenerator random;

  /**
   * Creates the handler of one listener on one event loop.
   *
   * @param clientPatience how long a client may read nothing of its answer
   * @param random where request ids come from
   */
  public ExchangeHandler(
      StageChain chain,
      Entrance entrance,
      Context context,
      Duration clientPatience,
      RandomGenerator random) {
    this.chain = chain;
    this.entrance = entrance;
    this.context = context;
    this.clientPatience = clientPatience;
    this.random = random;
  }

  @Override
  public void handle(HttpServerRequest request) {
    ExchangeTrace trace = new ExchangeTrace(System.nanoTime());
    ClientPresence presence =
        new ClientPresence(ClientKey.connection(System.identityHashCode(request.connection())));
    RequestBody body = ClientBody.of(request, () -> refuse(request, presence, trace));
    ClientRequest head =
        new ClientRequest(
            request.method(), request.uri(), request.version(), request.headers(), body);
    HttpServerResponse response = request.response();
    response.exceptionHandler(_ -> leave(presence, trace));
    response.closeHandler(_ -> leave(presence, trace));
    Exchange exchange =
        Exchange.begin(HEX.toHexDigits(random.nextLong()), head, entrance, presence, trace);
    chain.run(exchange).onComplete(done -> answer(request, exchange, done));
  }

  private void answer(
      HttpServerRequest request, Exchange exchange, AsyncResult<OriginResponse> done) {
    ClientPresence presence = exchange.client();
    if (done.failed() || presence.isGone()) {
      if (done.succeeded()) {
        done.result().discard();
      }
      // The problem stage answers every failure; what fails outside it has no answer to give.
      request.connection().close();
      if (presence.isGone()) {
        gone(exchange.trace());
      } else {
        exchange.trace().finish(Outcome.TRUNCATED);
      }
      return;
    }
    Runnable undo =
        new ClientAnswer(request, exchange, context, clientPatience).write(done.result());
    if (!exchange.trace().finished()) {
      presence.whileUnderWay(undo);
    }
  }

  /** A client whose body is malformed is told so, unless its answer has been begun. */
  private static void refuse(
      HttpServerRequest request, ClientPresence presence, ExchangeTrace trace) {
    if (trace.status() == 0) {
      presence.malformed();
    } else {
      request.connection().close();
    }
  }

  private static void leave(ClientPresence presence, ExchangeTrace trace) {
    if (trace.finished()) {
      return;
    }
    boolean answering = trace.status() != 0;
    presence.leave();
    if (answering) {
      trace.finish(Outcome.CLIENT_GONE);
    } else {
      gone(trace);
    }
  }

  /** The client has left before it was answered. */
  private static void gone(ExchangeTrace trace) {
    if (!trace.finished()) {
      trace.abandoned();
      trace.finish(Outcome.CLIENT_GONE);
    }
  }
}
