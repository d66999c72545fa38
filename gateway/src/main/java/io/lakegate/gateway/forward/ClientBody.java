package io.lakegate.gateway.forward;

import io.lakegate.gateway.exchange.RequestBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.streams.WriteStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A client's body: read only when an attempt sends it, with the back-pressure of the origin, and
 * kept for another attempt as long as it is not larger than the replay buffer.
 */
final class ClientBody implements RequestBody {

  private static final int DRAIN_AT_MOST = 256 * 1024;

  private final HttpServerRequest request;
  private final long length;
  private final long replayLimit;
  private final List<Buffer> kept = new ArrayList<>();
  private boolean keeping = true;
  private boolean continueOwed;
  private boolean ended;
  private long received;
  private @Nullable WriteStream<Buffer> origin;

  private ClientBody(HttpServerRequest request, long length, long replayLimit) {
    this.request = request;
    this.length = length;
    this.replayLimit = replayLimit;
    this.continueOwed =
        request.version() == HttpVersion.HTTP_1_1 && request.headers().contains("expect");
    request.pause();
    request.handler(this::arrived);
    request.endHandler(_ -> completed());
    // The client's departure is told by the response; this only keeps it from being logged.
    request.exceptionHandler(_ -> {});
  }

  /** The body of a request; its stream is paused until an attempt wants it. */
  static RequestBody of(HttpServerRequest request, long replayLimit) {
    if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return new ClientBody(request, -1, replayLimit);
    }
    String declared = request.headers().get(HttpHeaders.CONTENT_LENGTH);
    long length = declared == null ? 0 : Long.parseLong(declared);
    return length == 0 ? NONE : new ClientBody(request, length, replayLimit);
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
    if (continueOwed) {
      continueOwed = false;
      request.response().writeContinue();
    }
    for (Buffer buffer : kept) {
      stream.write(buffer);
    }
    if (ended) {
      stream.end();
      return;
    }
    stream.drainHandler(_ -> request.resume());
    if (!stream.writeQueueFull()) {
      request.resume();
    }
  }

  @Override
  public void detach() {
    origin = null;
    if (!ended) {
      request.pause();
    }
  }

  /** Whether the client waits to be told to go on with its body. */
  boolean awaitsContinue() {
    return continueOwed;
  }

  /**
   * Reads what is left and throws it away, so that the client can read its answer; a client that
   * goes on sending is given up after a bounded number of bytes.
   */
  void drain() {
    if (ended) {
      return;
    }
    origin = null;
    long limit = received + DRAIN_AT_MOST;
    kept.clear();
    keeping = false;
    request.handler(
        buffer -> {
          received += buffer.length();
          if (received > limit) {
            request.connection().close();
          }
        });
    request.resume();
  }

  private void arrived(Buffer buffer) {
    received += buffer.length();
    keep(buffer);
    WriteStream<Buffer> sink = origin;
    if (sink != null) {
      sink.write(buffer);
      if (sink.writeQueueFull()) {
        request.pause();
      }
    }
  }

  private void keep(Buffer buffer) {
    if (!keeping) {
      return;
    }
    if (received > replayLimit) {
      keeping = false;
      kept.clear();
    } else {
      kept.add(buffer);
    }
  }

  private void completed() {
    ended = true;
    WriteStream<Buffer> sink = origin;
    if (sink != null) {
      sink.end();
    }
  }
}
