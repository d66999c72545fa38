package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.AttemptFailedException.Kind;
import io.lakegate.gateway.exchange.ClientPresence;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.sdk.error.TransientTexts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the beginning of an error answer, so that its text can be judged, without losing any of it:
 * what has been read comes first in the body that is handed on.
 */
final class ErrorPeek {

  /** An error text comes with its head; who does not send it by then is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final ClientPresence client;
  private final OriginResponse answer;
  private final ResponseBody.Streamed body;
  private final List<Buffer> read = new ArrayList<>();
  private final Promise<OriginResponse> result = Promise.promise();
  private int bytes;

  private ErrorPeek(
      Vertx vertx, ClientPresence client, OriginResponse answer, ResponseBody.Streamed body) {
    this.vertx = vertx;
    this.client = client;
    this.answer = answer;
    this.body = body;
  }

  /**
   * Reads up to as much as error texts are looked for in, and no longer than the client stays and
   * its time lasts.
   *
   * @return the answer, nothing of it lost; fails if the origin cuts the body short
   */
  static Future<OriginResponse> into(
      OriginResponse answer, ResponseBody.Streamed body, Vertx vertx, ClientPresence client) {
    return new ErrorPeek(vertx, client, answer, body).start();
  }

  private Future<OriginResponse> start() {
    ReadStream<Buffer> rest = body.rest();
    long timer = vertx.setTimer(PATIENCE.toMillis(), _ -> stop());
    client.whileUnderWay(this::stop);
    rest.exceptionHandler(_ -> cut());
    rest.endHandler(_ -> ended());
    rest.handler(this::arrived);
    rest.resume();
    return result
        .future()
        .onComplete(
            _ -> {
              vertx.cancelTimer(timer);
              client.settled();
            });
  }

  private void arrived(Buffer chunk) {
    read.add(chunk);
    bytes += chunk.length();
    if (bytes >= TransientTexts.PREFIX_BYTES) {
      stop();
    }
  }

  private void stop() {
    if (!result.future().isComplete()) {
      body.rest().pause();
      result.complete(
          answer.withBody(
              new ResponseBody.Streamed(read, body.rest(), body.trailers(), body.carrier())));
    }
  }

  private void ended() {
    if (!result.future().isComplete()) {
      body.finished();
      Buffer all = Buffer.buffer(bytes);
      read.forEach(all::appendBuffer);
      result.complete(answer.withBody(new ResponseBody.Bytes(all)));
    }
  }

  private void cut() {
    result.tryFail(new AttemptFailedException(Kind.RESET, "the origin cut its error answer short"));
  }
}
