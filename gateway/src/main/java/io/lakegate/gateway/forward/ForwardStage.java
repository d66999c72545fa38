package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.http.UserAgent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * The last stage: sends one attempt to the origin and answers with its head as soon as it is there.
 *
 * <p>The origin's scheme, host and port come from the profile alone; of the request only the bytes
 * of path and query cross.
 */
public final class ForwardStage implements Stage {

  private final Vertx vertx;
  private final Duration clientPatience;
  private final OriginClients clients;
  private final OriginHead head;

  /**
   * Creates the stage of one event loop.
   *
   * @param viaPseudonym the name under which this gateway stands in Via
   */
  public ForwardStage(
      Vertx vertx, ConnectionLimits limits, UserAgent userAgent, String viaPseudonym) {
    this.vertx = vertx;
    this.clientPatience = limits.clientPatience();
    this.clients = new OriginClients(vertx, limits);
    this.head = new OriginHead(userAgent, viaPseudonym);
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    exchange.trace().attempt(exchange.attempt());
    Future<Void> prepared = exchange.request().body().prepare();
    return prepared.succeeded()
        ? connect(exchange)
        : reading(exchange, prepared).compose(_ -> connect(exchange));
  }

  /** The body is read ahead; a client that stops sending is given up. */
  private Future<Void> reading(Exchange exchange, Future<Void> prepared) {
    Interruptible<Void> read = new Interruptible<>(exchange, "while its body was read");
    RequestBody body = exchange.request().body();
    long[] before = {body.received()};
    long timer =
        vertx.setPeriodic(
            clientPatience.toMillis(),
            _ -> {
              if (body.received() == before[0]) {
                read.fail(clientSilent(clientPatience));
              }
              before[0] = body.received();
            });
    return read.await(prepared, _ -> {}).onComplete(_ -> vertx.cancelTimer(timer));
  }

  /** The failure of a client that stopped sending its body. */
  static AttemptFailedException clientSilent(Duration patience) {
    return new AttemptFailedException(
        AttemptFailedException.Kind.CLIENT_SILENT,
        "nothing more of its body came within " + patience.toSeconds() + " s");
  }

  private Future<OriginResponse> connect(Exchange exchange) {
    Route.ToOrigin route = exchange.toOrigin();
    RequestOptions options =
        new RequestOptions()
            .setHost(route.profile().host())
            .setPort(route.profile().port())
            .setSsl(route.profile().tls())
            .setMethod(exchange.request().method())
            .setURI(route.target());
    return new Interruptible<HttpClientRequest>(exchange, "before the origin was reached")
        .await(clients.forProfile(route.profile()).request(options), ForwardStage::giveBack)
        .transform(
            connected ->
                connected.succeeded()
                    ? send(exchange, connected.result())
                    : Future.failedFuture(
                        TransportFailures.connecting(
                            connected.cause(), options.getHost(), options.getPort())));
  }

  /** A connection that came when nobody waited for it any more; nothing has been sent on it. */
  private static void giveBack(HttpClientRequest request) {
    // The library would log the reset as an error.
    request.exceptionHandler(_ -> {});
    var _ = request.reset();
  }

  private Future<OriginResponse> send(Exchange exchange, HttpClientRequest request) {
    head.write(exchange, request);
    Attempt attempt = new Attempt(vertx, clientPatience, exchange, request);
    return attempt.send();
  }
}
