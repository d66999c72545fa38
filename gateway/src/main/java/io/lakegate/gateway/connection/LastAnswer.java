package io.lakegate.gateway.connection;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * Tells a client that an answer is the last on its connection, so that it sends nothing more that
 * might meet the end (RFC 9112 9.6).
 */
public final class LastAnswer {

  private LastAnswer() {}

  /** Says so in an answer whose head is still to be written; it is too late in any other. */
  public static void tell(HttpServerResponse answer) {
    if (!answer.headWritten()) {
      answer.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }
}
