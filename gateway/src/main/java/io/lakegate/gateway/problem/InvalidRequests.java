package io.lakegate.gateway.problem;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** Answers what is not HTTP/1.1 at all, and closes: nothing after it can be trusted. */
public final class InvalidRequests implements Handler<HttpServerRequest> {

  private static final Pattern SPACE_IN_TARGET =
      Pattern.compile("invalid version format: .+\\sHTTP/1\\.[01]");

  @Override
  public void handle(HttpServerRequest request) {
    ProblemResponses.write(request, ProblemMapper.answer(problem(request)));
  }

  static GatewayException problem(HttpServerRequest request) {
    return switch (request.decoderResult().cause()) {
      case RequestDecoder.UnknownVersionException _ ->
          new GatewayException(
              ProblemCode.HTTP_VERSION_NOT_SUPPORTED,
              "Only HTTP/1.1 and HTTP/1.0 are spoken here, and written so.");
      case TooLongHttpLineException _ ->
          new GatewayException(
              ProblemCode.URI_TOO_LONG,
              "The request line is too long; the setting 'max-request-line' allows more.");
      case TooLongHttpHeaderException _ ->
          new GatewayException(
              ProblemCode.HEADERS_TOO_LARGE,
              "The header section is too large; the setting 'max-header-size' allows more.");
      case IllegalArgumentException space when hasSpaceInTarget(space) ->
          new GatewayException(
              ProblemCode.BAD_REQUEST_TARGET,
              "The request target holds a space; percent-encode it as %20.");
      default ->
          new GatewayException(
              ProblemCode.BAD_REQUEST,
              "The message is not valid HTTP/1.1 (RFC 9112). Nothing of it was forwarded.");
    };
  }

  /**
   * The decoder takes what follows a space in the target for the version and says that it is none.
   * There the real version stands behind it; where the decoder says anything else, the message is
   * merely invalid.
   */
  private static boolean hasSpaceInTarget(IllegalArgumentException cause) {
    return SPACE_IN_TARGET.matcher(String.valueOf(cause.getMessage())).matches();
  }
}
