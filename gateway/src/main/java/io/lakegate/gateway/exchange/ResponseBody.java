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

  /** What has been read of it already; of an error that is enough to tell what it says. */
  Buffer beginning();

  /**
   * A body that is at hand.
   *
   * @param bytes all of it
   */
  record Bytes(Buffer bytes) implements ResponseBody {

    @Override
    public Buffer beginning() {
      return bytes;
    }

    @Override
    public void discard() {}

    @Override
    public void skip() {}
  }

  /**
   * A body that has been read to its end and takes up memory that is accounted for, until it is
   * released.
   */
  final class Held implements ResponseBody {

    private final byte[] bytes;
    private final Runnable release;

    /**
     * Creates a body.
     *
     * @param bytes all of it; handed over, not copied
     * @param release gives its memory back; may be run more than once
     */
    public Held(byte[] bytes, Runnable release) {
      this.bytes = bytes;
      this.release = release;
    }

    /** All of it; not copied. */
    public byte[] bytes() {
      return bytes;
    }

    /** Says that it is no longer needed. May be called more than once, from any thread. */
    public void release() {
      release.run();
    }

    @Override
    public Buffer beginning() {
      return Buffer.buffer(bytes);
    }

    @Override
    public void discard() {
      release();
    }

    @Override
    public void skip() {
      release();
    }
  }

  /**
   * A body that is still arriving.
   *
   * @param prefix what has been read of it already, in order
   * @param rest the paused rest; a failure of it is a truncated body
   * @param trailers the trailer fields, known once {@code rest} has ended
   * @param carrier the attempt that the body belongs to
   */
  record Streamed(
      List<Buffer> prefix, ReadStream<Buffer> rest, Supplier<MultiMap> trailers, Carrier carrier)
      implements ResponseBody {

    /** Copies the list. */
    public Streamed {
      prefix = List.copyOf(prefix);
    }

    @Override
    public Buffer beginning() {
      Buffer all = Buffer.buffer();
      prefix.forEach(all::appendBuffer);
      return all;
    }

    /** What is longer costs more to read than a new connection. */
    private static final int SKIPPED_AT_MOST = 64 * 1024;

    /** The attempt that a body belongs to. */
    public interface Carrier {

      /** Closes its connection. */
      void abort();

      /**
       * Whether all of the request has been sent; its connection is of no further use otherwise.
       */
      boolean requestSent();

      /** Whether others wait for the memory that the body takes while its client reads nothing. */
      default boolean isWantedByOthers() {
        return false;
      }
    }

    @Override
    public void discard() {
      carrier.abort();
    }

    /** The body has been relayed; an attempt that was answered before it was sent ends here. */
    public void finished() {
      if (!carrier.requestSent()) {
        carrier.abort();
      }
    }

    @Override
    public void skip() {
      if (!carrier.requestSent()) {
        carrier.abort();
        return;
      }
      int[] read = {0};
      rest.exceptionHandler(_ -> {});
      rest.handler(
          chunk -> {
            read[0] += chunk.length();
            if (read[0] > SKIPPED_AT_MOST) {
              carrier.abort();
            }
          });
      rest.resume();
    }
  }
}
