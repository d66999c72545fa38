package io.lakegate.gateway.conversation;

import io.vertx.core.Context;
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
 * Gathers a body that has to be whole before it can be used, up to a limit, and no faster than the
 * memory for all such bodies allows.
 *
 * <p><b>Threading:</b> used on one event loop only.
 */
final class BodyCollector implements WriteStream<Buffer> {

  private final int atMost;
  private final Supplier<RuntimeException> tooLarge;
  private final MemoryBudget.Share share;
  private final Promise<byte[]> whole = Promise.promise();
  private final List<Buffer> chunks = new ArrayList<>();
  private int length;
  private Runnable goOn = () -> {};

  /**
   * Creates a collector.
   *
   * @param loop the event loop on which it is used
   * @param atMost the greatest number of bytes
   * @param tooLarge the failure where there are more
   */
  BodyCollector(
      Context loop, MemoryBudget memory, int atMost, Supplier<RuntimeException> tooLarge) {
    this.atMost = atMost;
    this.tooLarge = tooLarge;
    this.share = memory.share(() -> loop.runOnContext(_ -> goOn.run()));
  }

  /**
   * All bytes, once the last one has arrived. Whoever takes them releases the share when they are
   * no longer needed; what fails is released already.
   */
  Future<byte[]> whole() {
    return whole.future();
  }

  MemoryBudget.Share share() {
    return share;
  }

  /** How many bytes have arrived. */
  int length() {
    return length;
  }

  void fail(Throwable cause) {
    if (whole.tryFail(cause)) {
      chunks.clear();
      share.release();
    }
  }

  /** Reads a paused stream to its end. */
  void readAll(List<Buffer> prefix, ReadStream<Buffer> rest) {
    goOn = rest::resume;
    rest.exceptionHandler(this::fail);
    rest.endHandler(_ -> finish());
    rest.handler(
        chunk -> {
          if (!add(chunk)) {
            rest.pause();
          }
        });
    boolean room = true;
    for (Buffer chunk : prefix) {
      room = add(chunk);
    }
    if (room) {
      rest.resume();
    }
  }

  /** Takes a chunk; false if there is no memory for another one now. */
  private boolean add(Buffer chunk) {
    if (whole.future().isComplete()) {
      return true;
    }
    if (chunk.length() > atMost - length) {
      fail(tooLarge.get());
      return true;
    }
    length += chunk.length();
    chunks.add(chunk);
    return share.charge(chunk.length());
  }

  private void finish() {
    if (!whole.future().isComplete()) {
      byte[] all = new byte[length];
      int at = 0;
      for (Buffer chunk : chunks) {
        chunk.getBytes(all, at);
        at += chunk.length();
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
    return share.isStopped();
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
    goOn = handler == null ? () -> {} : () -> handler.handle(null);
    return this;
  }
}
