package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Stage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * Reads the whole of the answer to a request of our own. It stands inside Retry: nobody has seen a
 * byte yet of a body that is cut short, so that the attempt failed like one without an answer.
 */
public final class WholeBodyStage implements Stage {

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
          new WholeBody(vertx, memory, exchange, body).read().map(answer::withBody);
    };
  }
}
