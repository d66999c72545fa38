package io.lakegate.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.function.Supplier;

/** The body of an answer. */
public sealed interface ResponseBody {

  /** Gives the body up: the connection that carries it is closed. */
  void discard();

  /**
   * Passes over the body: a short one is read to its end, so that its connection can be used again.
   */
  void skip();

  /**
   * A body that is at hand.
   *
   * @param bytes all of it
   */
  record Bytes(Buffer bytes) implements ResponseBody {

    @Override
    public void discard() {}

    @Override
    public void skip() {}
  }

  /**
   * A body that is still arriving.
   *
   * @param prefix what has been read of it already, in order
   * @param rest the paused rest; a failure of it is a truncated body
   * @param trailers the trailer fields, known once {@code rest} has ended
   * @param abort closes the connection that carries the body
   */
  record Streamed(
      List<Buffer> prefix, ReadStream<Buffer> rest, Supplier<MultiMap> trailers, Runnable abort)
      implements ResponseBody {

    /** Copies the list. */
    public Streamed {
      prefix = List.copyOf(prefix);
    }

    /** What is longer costs more to read than a new connection. */
    private static final int SKIPPED_AT_MOST = 64 * 1024;

    @Override
    public void discard() {
      abort.run();
    }

    @Override
    public void skip() {
      int[] read = {0};
      rest.exceptionHandler(_ -> {});
      rest.handler(
          chunk -> {
            read[0] += chunk.length();
            if (read[0] > SKIPPED_AT_MOST) {
              abort.run();
            }
          });
      rest.resume();
    }
  }
}
