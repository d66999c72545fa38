package io.lakegate.gateway.exchange;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.Optional;

/**
 * The body of a request that the gateway makes itself: all of it is at hand.
 *
 * @param bytes the body
 */
public record BytesBody(Buffer bytes) implements RequestBody {

  @Override
  public Future<Optional<Buffer>> collect() {
    return Future.succeededFuture(Optional.of(bytes));
  }

  @Override
  public long length() {
    return bytes.length();
  }

  @Override
  public boolean replayable() {
    return true;
  }

  @Override
  public long received() {
    return bytes.length();
  }

  @Override
  public boolean complete() {
    return true;
  }

  @Override
  public void sendTo(WriteStream<Buffer> origin) {
    origin.end(bytes);
  }

  @Override
  public void detach() {}

  /** Never prints the bytes: they may hold secrets. */
  @Override
  public String toString() {
    return "BytesBody[" + bytes.length() + " bytes]";
  }
}
