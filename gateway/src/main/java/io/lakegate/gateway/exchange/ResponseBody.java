package io.lakegate.gateway.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.function.Supplier;

/** The body of an answer. */
public sealed interface ResponseBody {

  /** Gives the body up without reading it. */
  void discard();

  /**
   * A body that is at hand.
   *
   * @param bytes all of it
   */
  record Bytes(Buffer bytes) implements ResponseBody {

    @Override
    public void discard() {}
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

    @Override
    public void discard() {
      abort.run();
    }
  }
}
