package io.lakegate.gateway.conversation;

import io.lakegate.gateway.exchange.AttemptFailedException;
import io.lakegate.gateway.exchange.ResponseBody;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer that a virtual thread writes while an event loop reads it. The writer is
 * held back while the reader has not taken what is there.
 *
 * <p><b>Threading:</b> {@link #write}, {@link #end} and {@link #fail} are for one virtual thread,
 * or for the event loop of the exchange while that thread waits for it; everything else for the
 * loop.
 */
public final class BodyFeed implements ReadStream<Buffer>, ResponseBody.Streamed.Carrier {

  /** Enough to keep a socket busy while the next page is cut, and little for ten thousand walks. */
  private static final long HELD_AT_MOST = 128 * 1024;

  private final Context loop;
  private final MemoryBudget memory;
  private final Runnable abandoned;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Deque<Buffer> arrived = new ArrayDeque<>();
  private long held;
  private boolean closed;
  private long demand = Long.MAX_VALUE;
  private boolean ended;
  private boolean told;
  private @Nullable Throwable failure;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  /**
   * Creates a feed.
   *
   * @param memory where the pages are charged that wait for the client
   * @param abandoned called on the loop when the client has left
   */
  BodyFeed(Context loop, MemoryBudget memory, Runnable abandoned) {
    this.loop = loop;
    this.memory = memory;
    this.abandoned = abandoned;
  }

  /** Whether a chunk that is written now would be taken at once. On the loop only. */
  public boolean ready() {
    lock.lock();
    try {
      return handler != null && demand > 0 && held == 0 && !closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Writes a chunk, which is not changed afterwards. Blocks a virtual thread while the client is
   * slow; on the loop nothing blocks, and whoever writes there has asked {@link #ready} before.
   *
   * @throws AttemptFailedException if the client has left
   */
  public void write(Buffer chunk) {
    boolean onLoop = Context.isOnEventLoopThread();
    lock.lock();
    try {
      while (!onLoop && held > HELD_AT_MOST && !closed) {
        room.awaitUninterruptibly();
      }
      if (closed) {
        throw Conversation.clientGone();
      }
      held += chunk.length();
    } finally {
      lock.unlock();
    }
    if (onLoop) {
      arrive(chunk);
    } else {
      loop.runOnContext(_ -> arrive(chunk));
    }
  }

  private void arrive(Buffer chunk) {
    arrived.add(chunk);
    deliver();
  }

  /** The body is whole. */
  public void end() {
    loop.runOnContext(
        _ -> {
          ended = true;
          deliver();
        });
  }

  /** The body ends here and is not whole; what was written before is still delivered. */
  public void fail(Throwable cause) {
    loop.runOnContext(
        _ -> {
          failure = cause;
          deliver();
        });
  }

  private void deliver() {
    Handler<Buffer> reader = handler;
    while (reader != null && demand > 0 && !arrived.isEmpty()) {
      if (demand != Long.MAX_VALUE) {
        demand--;
      }
      Buffer chunk = arrived.remove();
      taken(chunk.length());
      reader.handle(chunk);
    }
    if (reader != null && demand > 0 && arrived.isEmpty() && !told) {
      tellEnd();
    }
  }

  private void tellEnd() {
    Throwable cause = failure;
    if (cause != null && exceptionHandler != null) {
      told = true;
      exceptionHandler.handle(cause);
    } else if (ended && endHandler != null) {
      told = true;
      endHandler.handle(null);
    }
  }

  private void taken(int bytes) {
    lock.lock();
    try {
      held -= bytes;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void abort() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    told = true;
    arrived.clear();
    abandoned.run();
  }

  @Override
  public boolean requestSent() {
    return true;
  }

  @Override
  public boolean isWantedByOthers() {
    return memory.isAwaited();
  }

  @Override
  public BodyFeed handler(@Nullable Handler<Buffer> reader) {
    handler = reader;
    deliver();
    return this;
  }

  @Override
  public BodyFeed pause() {
    demand = 0;
    return this;
  }

  @Override
  public BodyFeed resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public BodyFeed fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    deliver();
    return this;
  }

  @Override
  public BodyFeed endHandler(@Nullable Handler<Void> atEnd) {
    endHandler = atEnd;
    return this;
  }

  @Override
  public BodyFeed exceptionHandler(@Nullable Handler<Throwable> atFailure) {
    exceptionHandler = atFailure;
    return this;
  }
}
