package io.lakegate.gateway.retry;

import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ResponseBody;
import io.lakegate.sdk.retry.ErrorHint;
import io.lakegate.sdk.retry.TransientTexts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the beginning of an error answer, so that its text can be judged, without losing any of it:
 * what has been read comes first in the body that is handed on.
 */
final class ErrorPeek {

  private final OriginResponse answer;
  private final ResponseBody.Streamed body;
  private final List<Buffer> read = new ArrayList<>();
  private final Promise<Peeked> result = Promise.promise();
  private int bytes;

  /**
   * What was read.
   *
   * @param answer the answer with nothing lost
   * @param hint what its text says
   */
  record Peeked(OriginResponse answer, ErrorHint hint) {}

  private ErrorPeek(OriginResponse answer, ResponseBody.Streamed body) {
    this.answer = answer;
    this.body = body;
  }

  /**
   * Reads up to as much as error texts are looked for in.
   *
   * @return what was read; fails if the origin cuts the body short
   */
  static Future<Peeked> of(OriginResponse answer) {
    return switch (answer.body()) {
      case ResponseBody.Bytes bytes ->
          Future.succeededFuture(new Peeked(answer, hint(bytes.bytes())));
      case ResponseBody.Streamed streamed -> new ErrorPeek(answer, streamed).start();
    };
  }

  private Future<Peeked> start() {
    ReadStream<Buffer> rest = body.rest();
    rest.exceptionHandler(result::tryFail);
    rest.endHandler(_ -> ended());
    rest.handler(this::arrived);
    rest.resume();
    return result.future();
  }

  private void arrived(Buffer chunk) {
    read.add(chunk);
    bytes += chunk.length();
    if (bytes >= TransientTexts.PREFIX_BYTES && !result.future().isComplete()) {
      body.rest().pause();
      finish(new ResponseBody.Streamed(read, body.rest(), body.trailers(), body.carrier()));
    }
  }

  private void ended() {
    if (!result.future().isComplete()) {
      body.finished();
      finish(new ResponseBody.Bytes(joined()));
    }
  }

  private void finish(ResponseBody whole) {
    result.complete(new Peeked(answer.withBody(whole), hint(joined())));
  }

  private static ErrorHint hint(Buffer text) {
    return TransientTexts.scan(text.getBytes());
  }

  private Buffer joined() {
    Buffer all = Buffer.buffer(bytes);
    read.forEach(all::appendBuffer);
    return all;
  }
}
