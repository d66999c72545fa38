package io.lakegate.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call, and the only place where one is written: here bytes are counted, and here
 * a fault holds it back, replaces it, cuts it off or loses it.
 */
public final class Answer implements WriteStream<Buffer> {
  private static final String JSON = "application/json";

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Traffic traffic;
  private final List<Runnable> overHandlers = new ArrayList<>();
  private final List<Buffer> held = new ArrayList<>();
  private @Nullable Disruption disruption;
  private @Nullable Promise<Void> heldEnd;
  private @Nullable Handler<Void> drainHandler;
  private Phase phase = Phase.NEW;
  private long left = Long.MAX_VALUE;
  private boolean handedOver;
  private boolean over;

  Answer(Vertx vertx, HttpServerRequest request, Traffic traffic) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.traffic = traffic;
    response.closeHandler(closed -> over(phase != Phase.CUT && !handedOver));
    response.endHandler(ended -> over(false));
  }

  /** Sets the HTTP status, 200 otherwise. */
  public Answer status(int status) {
    response.setStatusCode(status);
    return this;
  }

  /** Sets a header. */
  public Answer header(String name, String value) {
    response.putHeader(name, value);
    return this;
  }

  /** Runs the action when the answer is over: ended, cut off, or left by the client. */
  public void onOver(Runnable action) {
    overHandlers.add(action);
  }

  /** Tells whether the answer can still be written to. */
  public boolean open() {
    return !over && phase != Phase.CUT && phase != Phase.REPLACED;
  }

  /** Answers with a JSON body. */
  public Future<Void> json(int status, JsonNode body) {
    return whole(status, JSON, Json.write(body));
  }

  /** Answers with a body that is at hand. */
  public Future<Void> whole(int status, String contentType, Buffer body) {
    status(status).header("Content-Type", contentType);
    header("Content-Length", Integer.toString(body.length()));
    return request.method().equals(HttpMethod.HEAD) ? end() : end(body);
  }

  /** Answers without a body. */
  public Future<Void> empty(int status) {
    status(status);
    return end();
  }

  @Override
  public Future<Void> write(Buffer chunk) {
    begin();
    return switch (phase) {
      case HELD -> {
        held.add(chunk);
        yield Future.succeededFuture();
      }
      case OPEN -> send(chunk);
      case NEW, REPLACED, CUT -> Future.failedFuture("The answer was cut off");
    };
  }

  @Override
  public Future<Void> end() {
    begin();
    return switch (phase) {
      case HELD -> {
        Promise<Void> promise = Promise.promise();
        heldEnd = promise;
        yield promise.future();
      }
      case OPEN -> {
        handedOver = true;
        yield response.end();
      }
      case NEW, REPLACED, CUT -> Future.succeededFuture();
    };
  }

  @Override
  public Future<Void> end(Buffer chunk) {
    begin();
    if (phase == Phase.OPEN && chunk.length() <= left) {
      handedOver = true;
      traffic.sent(chunk.length());
      return response.end(chunk);
    }
    write(chunk);
    return end();
  }

  @Override
  public boolean writeQueueFull() {
    return phase == Phase.HELD || response.writeQueueFull();
  }

  @Override
  public Answer drainHandler(@Nullable Handler<Void> handler) {
    drainHandler = handler;
    response.drainHandler(handler);
    return this;
  }

  @Override
  public Answer setWriteQueueMaxSize(int maxSize) {
    response.setWriteQueueMaxSize(maxSize);
    return this;
  }

  @Override
  public Answer exceptionHandler(@Nullable Handler<Throwable> handler) {
    response.exceptionHandler(handler);
    return this;
  }

  Traffic traffic() {
    return traffic;
  }

  /** Tells whether it is too late for another answer. */
  boolean started() {
    return phase != Phase.NEW;
  }

  /** Has the answer suffer as the fault says. */
  void disrupt(Disruption fault) {
    disruption = fault;
  }

  /** Closes the connection without an end to the answer. */
  void cut() {
    phase = Phase.CUT;
    request.connection().close();
  }

  private void begin() {
    if (phase != Phase.NEW) {
      return;
    }
    Disruption fault = disruption;
    if (fault == null) {
      phase = Phase.OPEN;
    } else if (fault.afterwards() && fault.delay().isPositive()) {
      phase = Phase.HELD;
      vertx.setTimer(millis(fault.delay()), timer -> release(fault));
    } else {
      act(fault);
    }
  }

  private void act(Disruption fault) {
    phase = Phase.OPEN;
    switch (fault.action()) {
      case Disruption.Answer answer -> fault.headers().forEach(response::putHeader);
      case Disruption.Truncate truncate -> {
        fault.headers().forEach(response::putHeader);
        left = truncate.bytes();
      }
      case Disruption.Reset reset -> cut();
      case Disruption.Replace replace -> replace(fault, replace);
    }
  }

  private void replace(Disruption fault, Disruption.Replace replacement) {
    response.headers().remove(HttpHeaders.CONTENT_LENGTH).remove(HttpHeaders.CONTENT_TYPE);
    if (!replacement.contentType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, replacement.contentType());
    }
    fault.headers().forEach(response::putHeader);
    handedOver = true;
    response.setStatusCode(replacement.status()).end(replacement.body());
    traffic.sent(replacement.body().length());
    phase = Phase.REPLACED;
  }

  private void release(Disruption fault) {
    act(fault);
    held.forEach(this::write);
    held.clear();
    Promise<Void> ended = heldEnd;
    if (ended != null) {
      end().onComplete(ended);
    } else if (drainHandler != null) {
      drainHandler.handle(null);
    }
  }

  private Future<Void> send(Buffer chunk) {
    if (!response.headWritten() && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true);
    }
    int passing = (int) Math.min(chunk.length(), left);
    left -= passing;
    traffic.sent(passing);
    if (passing == chunk.length()) {
      return response.write(chunk);
    }
    phase = Phase.CUT;
    Future<Void> last = passing == 0 ? headOnly() : response.write(chunk.slice(0, passing));
    return last.eventually(() -> request.connection().close());
  }

  private Future<Void> headOnly() {
    return response.headWritten() ? Future.succeededFuture() : response.writeHead();
  }

  private void over(boolean byClient) {
    if (!over) {
      over = true;
      traffic.closed(byClient);
      overHandlers.forEach(Runnable::run);
    }
  }

  /** A timer's least is one millisecond. */
  static long millis(Duration delay) {
    return Math.max(1, delay.toMillis());
  }

  private enum Phase {
    /** Nothing written yet. */
    NEW,
    /** Held back by a fault until its delay is over. */
    HELD,
    /** Written as it comes. */
    OPEN,
    /** Another answer was given; what comes is dropped. */
    REPLACED,
    /** The connection is being closed; what comes is dropped. */
    CUT
  }
}
