package io.lakegate.gateway.forward;

import io.lakegate.gateway.connection.HardEnd;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.Outcome;
import io.lakegate.gateway.exchange.ResponseBody;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed body to the client as it arrives, chunk by chunk, and lets a slow client slow
 * the origin down. A body that the origin cuts short is cut short for the client too.
 */
final class BodyPump {

  private final HttpServerResponse client;
  private final StalledReader reader;
  private final ResponseBody.Streamed body;
  private final Supplier<MultiMap> trailers;
  private long remaining;
  private boolean done;
  private Future<Void> lastWrite = Future.succeededFuture();
  private @Nullable ExchangeTrace trace;
  private BiConsumer<Future<Void>, Outcome> finished = (_, _) -> {};

  /**
   * Creates a pump.
   *
   * @param reader gives the client up when it takes nothing for too long
   * @param length the number of bytes that the head announces, or −1
   * @param trailers the trailer fields for the client, known at the end of the body
   */
  BodyPump(
      HttpServerResponse client,
      StalledReader reader,
      ResponseBody.Streamed body,
      long length,
      Supplier<MultiMap> trailers) {
    this.client = client;
    this.reader = reader;
    this.body = body;
    this.remaining = length;
    this.trailers = trailers;
  }

  /** Begins; tells the end once, with the write of the last byte. */
  void start(ExchangeTrace measured, Context context, BiConsumer<Future<Void>, Outcome> atEnd) {
    trace = measured;
    finished = atEnd;
    body.prefix().forEach(this::arrived);
    if (done) {
      return;
    }
    body.rest().exceptionHandler(_ -> truncated());
    body.rest().endHandler(_ -> ended());
    body.rest().handler(this::arrived);
    client.drainHandler(_ -> drained());
    body.rest().resume();
    // A small body has usually come with its head, and both then leave in one write. Otherwise the
    // head does not wait for the body.
    context.runOnContext(
        _ -> {
          if (!done && framed() && !client.headWritten() && !client.closed()) {
            client.writeHead();
          }
        });
  }

  /** The library would chunk a head that goes alone, even for HTTP/1.0. */
  private boolean framed() {
    return remaining >= 0 || client.isChunked();
  }

  /** The client has left; nothing more is written. */
  void abandon() {
    done = true;
    reader.reads();
  }

  private void drained() {
    reader.reads();
    body.rest().resume();
  }

  private void arrived(Buffer chunk) {
    if (done || client.closed()) {
      return;
    }
    if (trace != null) {
      trace.addBytesSent(chunk.length());
    }
    if (remaining >= 0) {
      remaining -= chunk.length();
      if (remaining == 0) {
        done = true;
        finished.accept(client.end(chunk), Outcome.COMPLETE);
        return;
      }
    }
    lastWrite = client.write(chunk);
    if (client.writeQueueFull()) {
      body.rest().pause();
      reader.stalls();
    }
  }

  private void ended() {
    if (done || client.closed()) {
      return;
    }
    if (remaining > 0) {
      truncated();
      return;
    }
    done = true;
    for (Map.Entry<String, String> field : trailers.get()) {
      if (!FieldFilter.TRAILER.drops(field.getKey())) {
        client.trailers().add(field.getKey(), field.getValue());
      }
    }
    finished.accept(client.end(), Outcome.COMPLETE);
  }

  private void truncated() {
    if (!done) {
      done = true;
      // What came before the cut is the client's; a reset in the same moment would take it back.
      lastWrite.onComplete(_ -> finished.accept(cut(), Outcome.TRUNCATED));
    }
  }

  private Future<Void> cut() {
    return framed() ? client.reset() : HardEnd.of(reader.connection());
  }
}
