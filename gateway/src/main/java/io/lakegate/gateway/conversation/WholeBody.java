package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.gateway.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The reading of one body to its end. */
final class WholeBody {

  private final Vertx vertx;
  private final ClientPresence client;
  private final ResponseBody.Streamed body;
  private final Duration silence;
  private final BodyCollector collector;
  private int heard;

  WholeBody(Vertx vertx, MemoryBudget memory, Exchange exchange, ResponseBody.Streamed body) {
    Route.ToOrigin route = exchange.toOrigin();
    this.vertx = vertx;
    this.client = exchange.client();
    this.body = body;
    this.silence = route.profile().limits().silence().of(route.kind());
    this.collector =
        new BodyCollector(
            vertx.getOrCreateContext(),
            memory,
            memory.largestBody(),
            () -> tooLarge(memory.largestBody()));
  }

  /**
   * Reads it.
   *
   * @return all of it; fails if it is cut short, too large, or stops for longer than an origin may
   *     be silent, once to twice that long
   */
  Future<ResponseBody> read() {
    long timer = vertx.setPeriodic(silence.toMillis() + 1, _ -> listen());
    client.whileUnderWay(() -> collector.fail(client.interrupted(true, "within the answer")));
    collector.readAll(body.prefix(), body.rest());
    return collector
        .whole()
        .transform(
            done -> {
              vertx.cancelTimer(timer);
              client.settled();
              if (done.succeeded()) {
                body.finished();
                return Future.succeededFuture(
                    new ResponseBody.Held(done.result(), collector.share()::release));
              }
              body.discard();
              return Future.failedFuture(cutShort(done.cause()));
            });
  }

  private void listen() {
    if (collector.length() == heard && !collector.share().isStopped()) {
      collector.fail(
          new AttemptFailedException(
              Kind.SILENT, "its answer stopped for " + silence.toSeconds() + " s"));
    }
    heard = collector.length();
  }

  private static Throwable cutShort(Throwable cause) {
    return cause instanceof GatewayException || cause instanceof AttemptFailedException
        ? cause
        : new AttemptFailedException(Kind.RESET, "the origin cut its answer short");
  }

  private static GatewayException tooLarge(int atMost) {
    return new GatewayException(
        ProblemCode.ORIGIN_ANSWER_TOO_LARGE,
        "The origin's answer has more than "
            + atMost
            + " bytes, too many to be held at once. Ask for smaller pages, or call the path itself,"
            + " which streams.");
  }
}
