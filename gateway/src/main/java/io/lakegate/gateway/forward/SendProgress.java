package io.lakegate.gateway.forward;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of an attempt and tells for how long nothing has moved and who owes it: an upload
 * that moves may take any time, and a client that is slow is not the origin's silence.
 */
final class SendProgress implements WriteStream<Buffer> {

  private final HttpClientRequest origin;
  private long movedNanos = System.nanoTime();
  private boolean begun;
  private boolean ended;

  SendProgress(HttpClientRequest origin) {
    this.origin = origin;
  }

  /** Whether the client is to send more before the origin can be expected to say anything. */
  boolean awaitsClient() {
    return !ended && !origin.writeQueueFull();
  }

  /** Whether a byte of the request may have left. */
  boolean begun() {
    return begun;
  }

  /** Sends the head alone, ahead of a body that may take its time. */
  void sendHead() {
    moved();
    var _ = origin.writeHead();
  }

  private void moved() {
    movedNanos = System.nanoTime();
    begun = true;
  }

  /** How long nothing has moved. */
  long quietNanos(long now) {
    return now - movedNanos;
  }

  @Override
  public Future<Void> write(Buffer data) {
    moved();
    return origin.write(data);
  }

  @Override
  public Future<Void> end() {
    moved();
    ended = true;
    return origin.end();
  }

  @Override
  public boolean writeQueueFull() {
    return origin.writeQueueFull();
  }

  @Override
  public SendProgress drainHandler(@Nullable Handler<Void> handler) {
    origin.drainHandler(handler);
    return this;
  }

  @Override
  public SendProgress exceptionHandler(@Nullable Handler<Throwable> handler) {
    origin.exceptionHandler(handler);
    return this;
  }

  @Override
  public SendProgress setWriteQueueMaxSize(int maxSize) {
    origin.setWriteQueueMaxSize(maxSize);
    return this;
  }
}
