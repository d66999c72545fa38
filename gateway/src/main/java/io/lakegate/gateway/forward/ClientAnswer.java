package io.lakegate.gateway.forward;

import io.lakegate.gateway.connection.LingeringClose;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes an answer to the client: the head as soon as it is decided, then the body as it comes. */
final class ClientAnswer {

  private static final String CLOSE = "close";
  private static final Supplier<MultiMap> NO_TRAILERS = MultiMap::caseInsensitiveMultiMap;

  private final HttpServerRequest request;
  private final HttpServerResponse client;
  private final Exchange exchange;
  private final ExchangeTrace trace;
  private final Context context;
  private final Duration clientPatience;
  private boolean closing;

  /**
   * Creates an answer.
   *
   * @param clientPatience how long the client may read nothing of it
   */
  ClientAnswer(
      HttpServerRequest request, Exchange exchange, Context context, Duration clientPatience) {
    this.request = request;
    this.client = request.response();
    this.exchange = exchange;
    this.trace = exchange.trace();
    this.context = context;
    this.clientPatience = clientPatience;
  }

  /** Writes it. Returns what undoes the rest when the client leaves. */
  Runnable write(OriginResponse answer) {
    client.setStatusCode(answer.status());
    if (!answer.reason().isEmpty() && !answer.reason().equals(client.getStatusMessage())) {
      client.setStatusMessage(answer.reason());
    }
    copyFields(answer);
    if (leavesUnread(answer)) {
      closeAfterwards();
    }
    boolean bodiless =
        request.method().equals(HttpMethod.HEAD)
            || answer.status() == 204
            || answer.status() == 304;
    return switch (answer.body()) {
      case ResponseBody.Bytes bytes -> writeBytes(bytes, bodiless);
      case ResponseBody.Held _ ->
          throw new IllegalStateException("the answer to a request of our own is no client's");
      case ResponseBody.Streamed streamed when bodiless -> writeHead(streamed);
      case ResponseBody.Streamed streamed -> writeStream(answer.headers(), streamed);
    };
  }

  private void copyFields(OriginResponse answer) {
    MultiMap out = client.headers();
    MultiMap origin = answer.headers();
    if (!origin.isEmpty()) {
      Set<String> nominated = FieldFilter.nominated(origin);
      for (Map.Entry<String, String> field : origin) {
        if (!FieldFilter.RESPONSE.drops(field.getKey(), nominated)) {
          out.add(field.getKey(), field.getValue());
        }
      }
    }
    for (HeaderField field : answer.own()) {
      if (field.name().equalsIgnoreCase("connection")) {
        closeAfterwards();
      } else {
        out.set(field.name(), field.value());
      }
    }
  }

  private void closeAfterwards() {
    closing = true;
    if (!isReceived()) {
      LingeringClose.prepare(request.connection());
    }
    // The library writes its own Connection field last; this comes after it.
    client.headersEndHandler(_ -> client.headers().set(HttpHeaders.CONNECTION, CLOSE));
  }

  /** Whether something of the request will never be read, and nothing behind it either. */
  private boolean leavesUnread(OriginResponse answer) {
    if (request.decoderResult().isFailure()) {
      // The answer came first.
      return true;
    }
    // A client that was never told to go on sends no body: what it sends next is not one.
    return exchange.request().body() instanceof ClientBody body
        && (body.awaitsContinue()
            || (answer.body() instanceof ResponseBody.Bytes && body.outlastsDrain()));
  }

  private boolean isReceived() {
    return request.decoderResult().isSuccess()
        && (!(exchange.request().body() instanceof ClientBody body) || body.complete());
  }

  private Runnable writeBytes(ResponseBody.Bytes body, boolean bodiless) {
    client.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.bytes().length()));
    if (bodiless) {
      finish(client.end(), Outcome.COMPLETE);
    } else {
      trace.addBytesSent(body.bytes().length());
      finish(client.end(body.bytes()), Outcome.COMPLETE);
    }
    return () -> {};
  }

  private Runnable writeHead(ResponseBody.Streamed body) {
    body.rest().exceptionHandler(_ -> {});
    body.rest().handler(_ -> {});
    body.rest().resume();
    relayed(body, client.end(), Outcome.COMPLETE);
    return () -> {};
  }

  private Runnable writeStream(MultiMap fields, ResponseBody.Streamed body) {
    String declared = client.headers().get(HttpHeaders.CONTENT_LENGTH);
    long length = declared == null ? -1 : Long.parseLong(declared);
    if (length < 0 && request.version() == HttpVersion.HTTP_1_1) {
      client.setChunked(true);
    } else if (length < 0) {
      // An HTTP/1.0 client knows the end of such a body by the end of the connection.
      closeAfterwards();
    }
    boolean relayTrailers = client.isChunked() && takesTrailers();
    if (relayTrailers) {
      announceTrailers(fields);
    }
    StalledReader reader =
        new StalledReader(
            context.owner(), request.connection(), clientPatience, body.carrier(), trace);
    BodyPump pump =
        new BodyPump(client, reader, body, length, relayTrailers ? body.trailers() : NO_TRAILERS);
    pump.start(trace, context, (written, outcome) -> relayed(body, written, outcome));
    return () -> {
      pump.abandon();
      body.discard();
    };
  }

  /** The origin's own announcement, without what will not follow. */
  private void announceTrailers(MultiMap fields) {
    String names =
        fields.getAll("trailer").stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .map(String::strip)
            .filter(name -> !FieldFilter.TRAILER.drops(name))
            .collect(Collectors.joining(", "));
    if (!names.isEmpty()) {
      client.putHeader("Trailer", names);
    }
  }

  /** Whether the client has said that it reads trailer fields (RFC 9110 10.1.4). */
  private boolean takesTrailers() {
    return request.headers().contains("te")
        && request.headers().getAll("te").stream()
            .flatMap(line -> Stream.of(line.split(",")))
            .anyMatch(coding -> coding.strip().equalsIgnoreCase("trailers"));
  }

  private void relayed(ResponseBody.Streamed body, Future<Void> written, Outcome outcome) {
    body.finished();
    finish(written, outcome);
  }

  /** The last byte is written, or will never be. */
  private void finish(Future<Void> written, Outcome outcome) {
    exchange.client().settled();
    trace.finish(outcome);
    if (outcome != Outcome.COMPLETE) {
      return;
    }
    if (closing) {
      written.onComplete(_ -> request.connection().close());
    } else if (exchange.request().body() instanceof ClientBody body) {
      body.drain();
    }
  }
}
