package io.lakegate.gateway.conversation;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a body that has to be whole before it can be used, up to a limit.
 *
 * <p><b>Threading:</b> used on one event loop only.
 */
final class BodyCollector implements WriteStream<Buffer> {

  private final int atMost;
  private final Supplier<RuntimeException> tooLarge;
  private final Promise<Buffer> whole = Promise.promise();
  private final List<Buffer> chunks = new ArrayList<>();
  private int length;

  /**
   * Creates a collector.
   *
   * @param atMost the greatest number of bytes
   * @param tooLarge the failure where there are more
   */
  BodyCollector(int atMost, Supplier<RuntimeException> tooLarge) {
    this.atMost = atMost;
    this.tooLarge = tooLarge;
  }

  /** All bytes, once the last one has arrived. */
  Future<Buffer> whole() {
    return whole.future();
  }

  /** How many bytes have arrived. */
  int length() {
    return length;
  }

  void fail(Throwable cause) {
    whole.tryFail(cause);
  }

  /** Reads a paused stream to its end. */
  void readAll(List<Buffer> prefix, ReadStream<Buffer> rest) {
    prefix.forEach(this::add);
    rest.exceptionHandler(this::fail);
    rest.endHandler(_ -> finish());
    rest.handler(this::add);
    rest.resume();
  }

  private void add(Buffer chunk) {
    if (whole.future().isComplete()) {
      return;
    }
    if (chunk.length() > atMost - length) {
      chunks.clear();
      fail(tooLarge.get());
      return;
    }
    length += chunk.length();
    chunks.add(chunk);
  }

  private void finish() {
    if (!whole.future().isComplete()) {
      Buffer all = chunks.size() == 1 ? chunks.getFirst() : Buffer.buffer(length);
      if (chunks.size() > 1) {
        chunks.forEach(all::appendBuffer);
      }
      // They may be megabytes, and are not needed any more.
      chunks.clear();
      whole.complete(all);
    }
  }

  @Override
  public Future<Void> write(Buffer data) {
    add(data);
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> end() {
    finish();
    return Future.succeededFuture();
  }

  @Override
  public boolean writeQueueFull() {
    return false;
  }

  @Override
  public BodyCollector exceptionHandler(@Nullable Handler<Throwable> handler) {
    return this;
  }

  @Override
  public BodyCollector setWriteQueueMaxSize(int maxSize) {
    return this;
  }

  @Override
  public BodyCollector drainHandler(@Nullable Handler<Void> handler) {
    return this;
  }
}
