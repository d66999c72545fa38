package io.lakegate.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.Optional;
import java.util.Set;

/**
 * The body of a client's request. It is read lazily, by the attempt that sends it.
 *
 * <p><b>Threading:</b> used on the event loop of its exchange only.
 */
public interface RequestBody {

  /** A request without a body. */
  RequestBody NONE =
      new RequestBody() {
        @Override
        public long length() {
          return 0;
        }

        @Override
        public boolean replayable() {
          return true;
        }

        @Override
        public long received() {
          return 0;
        }

        @Override
        public boolean complete() {
          return true;
        }

        @Override
        public void sendTo(WriteStream<Buffer> origin) {
          throw new IllegalStateException("there is no body to send");
        }

        @Override
        public void detach() {}
      };

  /**
   * Says how much is kept for another attempt, in bytes; before anything is read. A body that is at
   * hand anyway need not heed it.
   */
  default void keepUpTo(long bytes) {}

  /**
   * Does what must be done before the head of the first attempt can be written; later attempts find
   * it done. As a rule there is nothing to do.
   */
  default Future<Void> prepare() {
    return Future.succeededFuture();
  }

  /**
   * Reads all of the body, unless it is longer than what is kept. It can be sent afterwards as if
   * it had not been read.
   *
   * @return the whole body, or nothing where it is too long or cannot be read ahead
   */
  default Future<Optional<Buffer>> collect() {
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * The fields of the head, in lower case, that this body says in their place, and that therefore
   * do not cross; known once it is prepared.
   */
  default Set<String> absorbedFields() {
    return Set.of();
  }

  /** The number of bytes, or −1 where the client did not say (a chunked body). */
  long length();

  /** Whether all that was read so far is still at hand, so that another attempt can begin anew. */
  boolean replayable();

  /** The number of bytes that have arrived. */
  long received();

  /** Whether the last byte has arrived. */
  boolean complete();

  /**
   * Sends all of the body, from its first byte, and then ends the stream. Follows the stream's
   * back-pressure. Replaces the attempt that was sending before.
   */
  void sendTo(WriteStream<Buffer> origin);

  /** Stops sending and reading; the next attempt goes on. */
  void detach();
}
