package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** One try at the origin, from its first byte to the head of the answer. */
final class Attempt implements ResponseBody.Streamed.Carrier {

  private final Vertx vertx;
  private final Exchange exchange;
  private final HttpClientRequest request;
  private final long sentNanos = System.nanoTime();
  private long timer;
  private boolean silent;

  Attempt(Vertx vertx, Exchange exchange, HttpClientRequest request) {
    this.vertx = vertx;
    this.exchange = exchange;
    this.request = request;
  }

  Future<OriginResponse> send() {
    exchange.client().whileUnderWay(this::abort);
    request.exceptionHandler(_ -> {});
    timer = vertx.setTimer(silenceAllowed().toMillis(), _ -> silence());
    Future<HttpClientResponse> answer = request.response();
    RequestBody body = exchange.request().body();
    if (body.length() == 0) {
      request.end();
    } else {
      body.sendTo(request);
    }
    return answer.transform(
        done -> {
          vertx.cancelTimer(timer);
          exchange.client().settled();
          exchange.trace().addOriginNanos(System.nanoTime() - sentNanos);
          return done.succeeded() ? answered(done.result()) : failed(done.cause());
        });
  }

  private Future<OriginResponse> answered(HttpClientResponse response) {
    int status = response.statusCode();
    if (status < 200) {
      // The library takes a 102 or 199 as final: whatever follows on this connection would be taken
      // for the answer to somebody else's request.
      request.connection().close();
      return failed(
          new AttemptFailedException(
              Kind.PROTOCOL, "the origin sent the interim status " + status + " as its answer"));
    }
    response.pause();
    ResponseBody.Streamed body =
        new ResponseBody.Streamed(List.of(), response, response::trailers, this);
    return Future.succeededFuture(
        new OriginResponse(
            status,
            Objects.requireNonNullElse(response.statusMessage(), ""),
            response.headers(),
            List.of(),
            body));
  }

  private Future<OriginResponse> failed(Throwable cause) {
    exchange.request().body().detach();
    if (exchange.client().isGone()) {
      return Future.failedFuture(
          new AttemptFailedException(Kind.CLIENT_GONE, "the client left before the answer"));
    }
    if (silent) {
      return Future.failedFuture(
          new AttemptFailedException(
              Kind.SILENT, "no answer within " + silenceAllowed().toSeconds() + " s"));
    }
    return Future.failedFuture(TransportFailures.exchanging(cause));
  }

  private void silence() {
    silent = true;
    abort();
  }

  @Override
  public boolean requestSent() {
    return exchange.request().body().complete();
  }

  @Override
  public void abort() {
    boolean sent = requestSent();
    exchange.request().body().detach();
    if (sent) {
      request.reset();
    } else {
      // Nobody else can have been given this connection yet, even if its answer has ended.
      request.connection().close();
    }
  }

  private Duration silenceAllowed() {
    Route.ToOrigin route = exchange.toOrigin();
    return route.profile().limits().silence().of(route.kind());
  }
}
