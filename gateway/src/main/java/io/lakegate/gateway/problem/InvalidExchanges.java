package io.lakegate.gateway.problem;

import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.ClientRequest;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.gateway.exchange.StageChain;
import io.lakegate.sdk.limit.ClientKey;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Answers what clients send that is not HTTP/1.1 at all, as an exchange like any other: it has an
 * id, is measured and has its line in the log.
 *
 * <p><b>Threading:</b> one per event loop.
 */
public final class InvalidExchanges implements Handler<HttpServerRequest> {

  private final Stage observe;
  private final Entrance entrance;
  private final RandomGenerator random;

  /**
   * Creates the handler of one listener on one event loop.
   *
   * @param observe the outermost stage
   * @param random where request ids come from
   */
  public InvalidExchanges(Stage observe, Entrance entrance, RandomGenerator random) {
    this.observe = observe;
    this.entrance = entrance;
    this.random = random;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Exchange exchange =
        Exchange.begin(
            HexFormat.of().toHexDigits(random.nextLong()),
            head(request),
            entrance,
            new ClientPresence(ClientKey.connection(System.identityHashCode(request.connection()))),
            new ExchangeTrace(System.nanoTime()));
    Stage refuse = (_, _) -> Future.failedFuture(InvalidRequests.problem(request));
    new StageChain(List.of(observe, new ProblemStage(), refuse))
        .run(exchange)
        .onSuccess(answer -> write(request, exchange.trace(), answer));
  }

  /** Of a message that ended within its request line, the library makes up method and target. */
  private static ClientRequest head(HttpServerRequest request) {
    return new ClientRequest(
        request.method(), request.uri(), request.version(), request.headers(), RequestBody.NONE);
  }

  private static void write(HttpServerRequest request, ExchangeTrace trace, OriginResponse answer) {
    if (answer.body() instanceof ResponseBody.Bytes body) {
      trace.addBytesSent(body.bytes().length());
    }
    ProblemResponses.write(request, answer);
    trace.finish(Outcome.COMPLETE);
  }
}
