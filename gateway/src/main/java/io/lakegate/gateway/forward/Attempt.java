package io.lakegate.gateway.forward;

import io.lakegate.gateway.connection.HardEnd;
import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.lakegate.gateway.exchange.ErrorText;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.RequestBody;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Route;
import io.lakegate.sdk.retry.RetryPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One try at the origin, from its first byte to the head of the answer. */
final class Attempt implements ResponseBody.Streamed.Carrier {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final Duration clientPatience;
  private final Exchange exchange;
  private final HttpClientRequest request;
  private final SendProgress progress;
  private final long sentNanos = System.nanoTime();
  private long timer;
  private Optional<AttemptFailedException> cutFor = Optional.empty();

  /**
   * Creates an attempt.
   *
   * @param clientPatience how long a client may pause within its body
   */
  Attempt(Vertx vertx, Duration clientPatience, Exchange exchange, HttpClientRequest request) {
    this.vertx = vertx;
    this.clientPatience = clientPatience;
    this.exchange = exchange;
    this.request = request;
    this.progress = new SendProgress(request);
    OriginCodec.assign(request.connection());
  }

  Future<OriginResponse> send() {
    exchange
        .client()
        .whileUnderWay(() -> cut(exchange.client().interrupted(true, "before the answer")));
    request.exceptionHandler(_ -> {});
    listenFor(silenceAllowed().toNanos());
    Future<HttpClientResponse> answer = request.response();
    RequestBody body = exchange.request().body();
    if (body.length() == 0) {
      progress.end();
    } else {
      boolean clientWaits = body instanceof ClientBody client && client.awaitsContinue();
      body.sendTo(progress);
      if (clientWaits && !progress.begun()) {
        // The head would go with the first of the body; the origin may answer to it alone.
        progress.sendHead();
      }
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
    response.pause();
    ResponseBody.Streamed body =
        new ResponseBody.Streamed(List.of(), response, response::trailers, this);
    OriginResponse answer =
        new OriginResponse(
            status,
            Objects.requireNonNullElse(response.statusMessage(), ""),
            response.headers(),
            List.of(),
            body);
    return RetryPolicy.wantsHint(status) && isReadable(answer)
        ? ErrorPeek.into(answer, body, vertx, exchange.client())
        : Future.succeededFuture(answer);
  }

  /** A text that a HEAD only announces is not looked into. */
  private boolean isReadable(OriginResponse answer) {
    return !exchange.request().method().name().equals("HEAD") && ErrorText.isReadable(answer);
  }

  private Future<OriginResponse> failed(Throwable cause) {
    exchange.request().body().detach();
    return Future.failedFuture(
        cutFor.orElseGet(
            () -> progress.begun() ? TransportFailures.exchanging(cause) : unsent(cause)));
  }

  private AttemptFailedException unsent(Throwable cause) {
    OriginProfile profile = exchange.toOrigin().profile();
    return TransportFailures.connecting(cause, profile.host(), profile.port());
  }

  private void listenFor(long nanos) {
    timer = vertx.setTimer(nanos / NANOS_PER_MILLI + 1, _ -> checkSilence());
  }

  private void checkSilence() {
    boolean client = progress.awaitsClient();
    Duration allowed = client ? clientPatience : silenceAllowed();
    long left = allowed.toNanos() - progress.quietNanos(System.nanoTime());
    if (left > 0) {
      // Whose turn it is may change before the client's patience is over.
      listenFor(Math.min(left, silenceAllowed().toNanos()));
    } else if (client) {
      cut(ForwardStage.clientSilent(clientPatience));
    } else {
      cut(
          new AttemptFailedException(
              Kind.SILENT, "no answer within " + silenceAllowed().toSeconds() + " s"));
    }
  }

  /** Before the head of the answer the connection belongs to this attempt alone. */
  private void cut(AttemptFailedException reason) {
    cutFor = Optional.of(reason);
    exchange.request().body().detach();
    var _ = HardEnd.of(request.connection());
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
      var _ = HardEnd.of(request.connection());
    }
  }

  private Duration silenceAllowed() {
    Route.ToOrigin route = exchange.toOrigin();
    return route.profile().limits().silence().of(route.kind());
  }
}
