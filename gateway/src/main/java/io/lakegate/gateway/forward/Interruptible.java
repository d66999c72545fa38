package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * A wait on the way to the origin that ends when the client leaves or its time is over: nothing has
 * been sent by then.
 *
 * @param <T> what is waited for
 */
final class Interruptible<T> {

  private final Exchange exchange;
  private final String where;
  private final Promise<T> turn = Promise.promise();

  /**
   * Creates the wait.
   *
   * @param where what it is, for the message about its end
   */
  Interruptible(Exchange exchange, String where) {
    this.exchange = exchange;
    this.where = where;
  }

  /**
   * Waits.
   *
   * @param late takes what comes when nobody waits any more
   */
  Future<T> await(Future<T> outcome, Consumer<T> late) {
    exchange.client().whileUnderWay(() -> fail(exchange.client().interrupted(false, where)));
    outcome.onComplete(
        done -> {
          if (done.failed()) {
            turn.tryFail(done.cause());
          } else if (!turn.tryComplete(done.result())) {
            late.accept(done.result());
          }
        });
    return turn.future().onComplete(_ -> exchange.client().settled());
  }

  /** Ends the wait. */
  void fail(AttemptFailedException reason) {
    exchange.request().body().detach();
    turn.tryFail(reason);
  }
}
