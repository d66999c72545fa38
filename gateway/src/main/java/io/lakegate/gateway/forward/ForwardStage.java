package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.http.UserAgent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;

/**
 * The last stage: sends one attempt to the origin and answers with its head as soon as it is there.
 *
 * <p>The origin's scheme, host and port come from the profile alone; of the request only the bytes
 * of path and query cross.
 */
public final class ForwardStage implements Stage {

  private final Vertx vertx;
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
    this.clients = new OriginClients(vertx, limits);
    this.head = new OriginHead(userAgent, viaPseudonym);
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    Route.ToOrigin route = exchange.toOrigin();
    exchange.trace().attempt(exchange.attempt());
    RequestOptions options =
        new RequestOptions()
            .setHost(route.profile().origin().getHost())
            .setPort(route.profile().port())
            .setSsl(route.profile().tls())
            .setMethod(exchange.request().method())
            .setURI(route.target());
    return clients
        .forProfile(route.profile())
        .request(options)
        .transform(
            connected ->
                connected.succeeded()
                    ? send(exchange, connected.result())
                    : Future.failedFuture(TransportFailures.connecting(connected.cause())));
  }

  private Future<OriginResponse> send(Exchange exchange, HttpClientRequest request) {
    if (exchange.client().isGone()) {
      request.reset();
      return Future.failedFuture(
          new AttemptFailedException(AttemptFailedException.Kind.CLIENT_GONE, "the client left"));
    }
    head.write(exchange, request);
    Attempt attempt = new Attempt(vertx, exchange, request);
    return attempt.send();
  }
}
