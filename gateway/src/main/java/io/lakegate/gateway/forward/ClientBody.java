package io.lakegate.gateway.forward;

import io.lakegate.gateway.connection.LingeringClose;
import io.lakegate.gateway.exchange.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client's body: read only when an attempt sends it, with the back-pressure of the origin, and
 * kept for another attempt as long as it is not larger than the replay buffer.
 */
final class ClientBody implements RequestBody {

  private static final int DRAIN_AT_MOST = 256 * 1024;

  private final HttpServerRequest request;
  private final long length;
  private final Runnable malformed;
  private final List<Buffer> kept = new ArrayList<>();
  private long replayLimit;
  private boolean keeping = true;
  private boolean continueOwed;
  private boolean ended;
  private long received;
  private @Nullable WriteStream<Buffer> origin;
  private @Nullable Promise<Optional<Buffer>> collecting;

  private ClientBody(HttpServerRequest request, long length, Runnable malformed) {
    this.request = request;
    this.length = length;
    this.malformed = malformed;
    this.continueOwed =
        request.version() == HttpVersion.HTTP_1_1
            && request.headers().contains("expect")
            && request.headers().getAll("expect").stream().anyMatch(ClientBody::namesSomething);
    request.pause();
    request.handler(this::arrived);
    request.endHandler(_ -> completed());
    // The client's departure is told by the response; this only keeps it from being logged.
    request.exceptionHandler(_ -> {});
  }

  /** Another expectation than to continue has been refused; a list may also be empty. */
  private static boolean namesSomething(String list) {
    return !list.replace(',', ' ').isBlank();
  }

  /**
   * The body of a request; its stream is paused until an attempt wants it.
   *
   * @param malformed is called in place of the end of a body that is not framed validly
   */
  static RequestBody of(HttpServerRequest request, Runnable malformed) {
    if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return new ClientBody(request, -1, malformed);
    }
    String declared = request.headers().get(HttpHeaders.CONTENT_LENGTH);
    long length = declared == null ? 0 : Long.parseLong(declared);
    return length == 0 ? NONE : new ClientBody(request, length, malformed);
  }

  @Override
  public void keepUpTo(long bytes) {
    replayLimit = bytes;
  }

  @Override
  public Future<Optional<Buffer>> collect() {
    if (!keeping || length > replayLimit) {
      return Future.succeededFuture(Optional.empty());
    }
    if (ended) {
      return Future.succeededFuture(Optional.of(joined()));
    }
    Promise<Optional<Buffer>> whole = Promise.promise();
    collecting = whole;
    tellToContinue();
    request.resume();
    return whole.future();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public boolean replayable() {
    return keeping;
  }

  @Override
  public long received() {
    return received;
  }

  @Override
  public boolean complete() {
    return ended;
  }

  @Override
  public void sendTo(WriteStream<Buffer> stream) {
    if (!keeping) {
      throw new IllegalStateException("the body has been sent on and is not at hand any more");
    }
    origin = stream;
    tellToContinue();
    for (Buffer buffer : kept) {
      stream.write(buffer);
    }
    keepNoMoreThanAllowed();
    if (ended) {
      stream.end();
      return;
    }
    stream.drainHandler(_ -> request.resume());
    if (!stream.writeQueueFull()) {
      request.resume();
    }
  }

  private void tellToContinue() {
    if (continueOwed) {
      continueOwed = false;
      request.response().writeContinue();
    }
  }

  @Override
  public void detach() {
    origin = null;
    collecting = null;
    if (!ended) {
      request.pause();
    }
  }

  /** Whether the client waits to be told to go on with its body. */
  boolean awaitsContinue() {
    return continueOwed;
  }

  /** Whether more is certainly left than is read for the sake of the connection. */
  boolean outlastsDrain() {
    return !ended && length - received > DRAIN_AT_MOST;
  }

  /**
   * Reads what is left and throws it away, so that the client can read its answer; a client that
   * goes on sending loses its connection after a bounded number of bytes.
   */
  void drain() {
    if (ended) {
      return;
    }
    origin = null;
    collecting = null;
    long limit = received + DRAIN_AT_MOST;
    kept.clear();
    keeping = false;
    request.handler(
        buffer -> {
          received += buffer.length();
          if (received > limit) {
            LingeringClose.prepare(request.connection());
            request.connection().close();
          }
        });
    request.resume();
  }

  private void arrived(Buffer buffer) {
    received += buffer.length();
    if (keeping) {
      kept.add(buffer);
    }
    Promise<Optional<Buffer>> whole = collecting;
    if (whole != null) {
      if (received > replayLimit) {
        collecting = null;
        request.pause();
        whole.complete(Optional.empty());
      }
      return;
    }
    keepNoMoreThanAllowed();
    WriteStream<Buffer> sink = origin;
    if (sink != null) {
      sink.write(buffer);
      if (sink.writeQueueFull()) {
        request.pause();
      }
    }
  }

  private void keepNoMoreThanAllowed() {
    if (keeping && received > replayLimit) {
      keeping = false;
      kept.clear();
    }
  }

  private Buffer joined() {
    Buffer all = Buffer.buffer((int) received);
    kept.forEach(all::appendBuffer);
    return all;
  }

  private void completed() {
    if (request.decoderResult().isFailure()) {
      malformed.run();
      return;
    }
    ended = true;
    Promise<Optional<Buffer>> whole = collecting;
    collecting = null;
    if (whole != null) {
      whole.complete(Optional.of(joined()));
    }
    WriteStream<Buffer> sink = origin;
    if (sink != null) {
      sink.end();
    }
  }
}
