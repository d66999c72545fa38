package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Stage;
import io.lakegate.sdk.error.ErrorHint;
import io.lakegate.sdk.error.OriginErrors;
import io.lakegate.sdk.error.TransientTexts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Reads the whole of the answer to a request of our own. It stands inside Retry: nobody has seen a
 * byte yet of a body that is cut short, so that the attempt failed like one without an answer. One
 * that says under a status of success that the request was throttled is a 429.
 */
public final class WholeBodyStage implements Stage {

  private static final int TOO_MANY_REQUESTS = 429;

  /** The {@code error_code} of throttling, which the API may send under any status. */
  private static final String THROTTLED = "REQUEST_LIMIT_EXCEEDED";

  /** Errors of the API are a few hundred bytes; longer ones than this are pages. */
  private static final int LONGEST_ERROR = 4 * 1024;

  private final Vertx vertx;
  private final MemoryBudget memory;

  /**
   * Creates the stage.
   *
   * @param memory what all bodies may take that are read here
   */
  public WholeBodyStage(Vertx vertx, MemoryBudget memory) {
    this.vertx = vertx;
    this.memory = memory;
  }

  @Override
  public Future<OriginResponse> handle(Exchange exchange, Next next) {
    return next.proceed(exchange).compose(answer -> whole(exchange, answer));
  }

  private Future<OriginResponse> whole(Exchange exchange, OriginResponse answer) {
    return switch (answer.body()) {
      case ResponseBody.Bytes _, ResponseBody.Held _ -> Future.succeededFuture(answer);
      case ResponseBody.Streamed body ->
          new WholeBody(vertx, memory, exchange, body).read().map(read -> told(answer, read));
    };
  }

  /** The answer with its body, and with the status that the body speaks of. */
  private static OriginResponse told(OriginResponse answer, ResponseBody read) {
    OriginResponse whole = answer.withBody(read);
    int status = answer.status();
    return status / 100 == 2 && read instanceof ResponseBody.Held held && throttles(status, held)
        ? whole.withStatus(TOO_MANY_REQUESTS)
        : whole;
  }

  private static boolean throttles(int status, ResponseBody.Held held) {
    byte[] body = held.bytes();
    return body.length <= LONGEST_ERROR
        && TransientTexts.scan(body) == ErrorHint.REQUEST_LIMIT_EXCEEDED
        && OriginErrors.read(status, "", body).errorCode().equals(THROTTLED);
  }
}
