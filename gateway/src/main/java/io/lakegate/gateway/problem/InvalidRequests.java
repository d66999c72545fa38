package io.lakegate.gateway.problem;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is not HTTP/1.1 at all, and closes: nothing after it can be trusted. */
public final class InvalidRequests implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    ProblemResponses.write(request, ProblemMapper.answer(problem(request)));
  }

  static GatewayException problem(HttpServerRequest request) {
    return switch (request.decoderResult().cause()) {
      case TooLongHttpLineException _ ->
          new GatewayException(
              ProblemCode.URI_TOO_LONG,
              "The request line is too long; the setting 'max-request-line' allows more.");
      case TooLongHttpHeaderException _ ->
          new GatewayException(
              ProblemCode.HEADERS_TOO_LARGE,
              "The header section is too large; the setting 'max-header-size' allows more.");
      default ->
          new GatewayException(
              ProblemCode.BAD_REQUEST,
              "The message is not valid HTTP/1.1 (RFC 9112). Nothing of it was forwarded.");
    };
  }
}
