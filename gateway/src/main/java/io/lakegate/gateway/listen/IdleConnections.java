package io.lakegate.gateway.listen;

import io.lakegate.gateway.connection.HardEnd;
import io.lakegate.gateway.connection.LastAnswer;
import io.lakegate.gateway.connection.LingeringClose;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections that rest between exchanges for too long. A connection whose exchange waits
 * for a slow origin does not rest. On a connection whose last answer said {@code close}, nothing
 * more is heard: what follows such an answer may be the rest of a message that nobody understood.
 * While the gateway drains every answer says so.
 *
 * <p><b>Threading:</b> used on its event loop only.
 */
final class IdleConnections {

  static final long SWEEP_MILLIS = 5_000;

  private final long idleNanos;
  private final IdentityHashMap<HttpConnection, State> connections = new IdentityHashMap<>();
  private boolean draining;

  private static final class State {
    private long restsSince;
    private int open;
    private boolean closing;
    private @Nullable HttpServerResponse answering;
  }

  IdleConnections(Duration idle) {
    this.idleNanos = idle.toNanos();
  }

  void opened(HttpConnection connection) {
    State state = new State();
    state.restsSince = System.nanoTime();
    connections.put(connection, state);
    connection.closeHandler(_ -> connections.remove(connection));
  }

  /** Wraps a handler so that its exchanges count. */
  Handler<HttpServerRequest> tracking(Handler<HttpServerRequest> handler) {
    return request -> {
      State state = connections.get(request.connection());
      if (state != null) {
        if (state.closing) {
          return;
        }
        state.open++;
        state.answering = request.response();
        request.response().endHandler(_ -> ended(state, request.response()));
        if (draining) {
          LastAnswer.tell(request.response());
        }
      }
      handler.handle(request);
    };
  }

  private static void ended(State state, HttpServerResponse answer) {
    state.closing = "close".equals(answer.headers().get(HttpHeaders.CONNECTION));
    state.open--;
    state.answering = null;
    state.restsSince = System.nanoTime();
  }

  /** From now on each answer tells its client that it is the last on its connection. */
  void drain() {
    draining = true;
    List.copyOf(connections.keySet()).forEach(LingeringClose::hurry);
    for (State state : connections.values()) {
      HttpServerResponse answering = state.answering;
      if (answering != null) {
        LastAnswer.tell(answering);
      }
    }
  }

  /** Resets every connection, whatever is under way on it. */
  void resetAll() {
    List.copyOf(connections.keySet()).forEach(HardEnd::of);
  }

  void sweep(long nowNanos) {
    for (Map.Entry<HttpConnection, State> entry : Map.copyOf(connections).entrySet()) {
      State state = entry.getValue();
      if (state.open == 0 && nowNanos - state.restsSince > idleNanos) {
        entry.getKey().close();
      }
    }
  }
}
