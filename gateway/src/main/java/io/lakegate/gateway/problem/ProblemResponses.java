package io.lakegate.gateway.problem;

import io.lakegate.gateway.connection.LingeringClose;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.sdk.http.HeaderField;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Writes answers where there is no exchange: on the admin listener, and for invalid messages. */
public final class ProblemResponses {

  private ProblemResponses() {}

  /** Writes an answer of the gateway's own, and closes the connection if the answer says so. */
  public static void write(HttpServerRequest request, OriginResponse answer) {
    HttpServerResponse response = request.response();
    response.setStatusCode(answer.status());
    boolean closes = false;
    for (HeaderField field : answer.own()) {
      if (field.name().equals("Connection")) {
        closes = true;
      } else {
        response.putHeader(field.name(), field.value());
      }
    }
    if (closes) {
      LingeringClose.prepare(request.connection());
      response.headersEndHandler(_ -> response.headers().set(HttpHeaders.CONNECTION, "close"));
    }
    boolean closing = closes;
    if (answer.body() instanceof ResponseBody.Bytes body) {
      response
          .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.bytes().length()))
          .end(body.bytes())
          .onComplete(
              _ -> {
                if (closing) {
                  request.connection().close();
                }
              });
    }
  }
}
