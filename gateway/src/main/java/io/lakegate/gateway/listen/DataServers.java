package io.lakegate.gateway.listen;

import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.forward.ConnectionLimits;
import io.lakegate.gateway.problem.RequestDecoder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The data listeners on all event loops. Each loop has its own servers on the same addresses and
 * its own pipeline, so that an exchange never leaves its loop.
 */
public final class DataServers {

  /** Far longer than an event loop takes to reset its connections. */
  private static final Duration TO_RESET = Duration.ofSeconds(2);

  /** Makes what the listeners of one event loop share; called once a loop, on that loop. */
  @FunctionalInterface
  public interface LoopFactory {
    /** Makes it. */
    HandlerFactory create(Context context);
  }

  /** Makes the handlers of one listener on one event loop; called on that loop. */
  @FunctionalInterface
  public interface HandlerFactory {
    /** Makes them. */
    Handlers create(Entrance entrance);
  }

  /**
   * What answers the requests of one listener.
   *
   * @param exchanges requests
   * @param invalid what is none, by the library's judgement
   */
  public record Handlers(
      Handler<HttpServerRequest> exchanges, Handler<HttpServerRequest> invalid) {}

  private final Vertx vertx;
  private final ServerLimits limits;
  private final LoopFactory factory;
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<Loop> running = new ArrayList<>();

  /**
   * What holds for the clients' connections.
   *
   * @param sizes sizes of heads
   * @param idle how long a connection may rest between exchanges
   */
  public record ServerLimits(ConnectionLimits sizes, Duration idle) {}

  /** Creates the servers, unbound. */
  public DataServers(Vertx vertx, ServerLimits limits, LoopFactory factory) {
    this.vertx = vertx;
    this.limits = limits;
    this.factory = factory;
  }

  /**
   * Binds every listener on a number of event loops. Blocks.
   *
   * @return the listeners with their real addresses, in order
   * @throws BindException if one cannot be bound
   */
  public SequencedMap<Entrance, ListenAddress> bind(
      Map<Entrance, ListenAddress> listeners, int loops) {
    SequencedMap<Entrance, ListenAddress> addresses = new LinkedHashMap<>(listeners);
    for (int loop = 0; loop < loops; loop++) {
      Loop verticle = new Loop();
      Sockets.await(vertx.deployVerticle(verticle));
      running.add(verticle);
      for (Map.Entry<Entrance, ListenAddress> listener : addresses.entrySet()) {
        if (loop > 0 && listener.getValue() instanceof ListenAddress.Unix) {
          // A Unix socket serves one machine's programs; one loop is plenty and keeps its file one.
          continue;
        }
        listener.setValue(verticle.bind(listener.getKey(), listener.getValue()));
      }
    }
    return addresses;
  }

  /** Stops accepting, lets exchanges under way finish within the time given, then resets them. */
  public Future<Void> drain(Duration atMost) {
    running.forEach(loop -> loop.drain(atMost));
    // The library ends in good order what is left, and some bodies would then pass for whole.
    Duration late = atMost.plus(TO_RESET);
    return Future.join(servers.stream().map(server -> server.shutdown(late)).toList()).mapEmpty();
  }

  /** One event loop's servers. */
  private final class Loop extends VerticleBase {

    private final Http1ServerConfig sizes =
        new Http1ServerConfig()
            .setMaxInitialLineLength(limits.sizes().maxRequestLine())
            .setMaxHeaderSize(limits.sizes().maxHeaderSize());
    private final IdleConnections idle = new IdleConnections(limits.idle());
    private HandlerFactory handlers =
        _ -> {
          throw new IllegalStateException("the event loop has not been started");
        };

    @Override
    public Future<?> start() {
      handlers = factory.create(context);
      vertx.setPeriodic(IdleConnections.SWEEP_MILLIS, _ -> idle.sweep(System.nanoTime()));
      return Future.succeededFuture();
    }

    void drain(Duration atMost) {
      long millis = Math.max(1, atMost.toMillis());
      context.runOnContext(
          _ -> {
            idle.drain();
            vertx.setTimer(millis, _ -> idle.resetAll());
          });
    }

    ListenAddress bind(Entrance entrance, ListenAddress address) {
      Sockets sockets =
          new Sockets("the listener '" + entrance.name() + "'", at -> onLoop(entrance, at));
      ListenAddress real = sockets.bind(address);
      servers.addAll(sockets.bound());
      return real;
    }

    private Future<HttpServer> onLoop(Entrance entrance, SocketAddress address) {
      Promise<HttpServer> listening = Promise.promise();
      context.runOnContext(_ -> server(entrance).listen(address).onComplete(listening));
      return listening.future();
    }

    private void opened(HttpConnection connection) {
      RequestDecoder.install(connection, sizes);
      idle.opened(connection);
    }

    private HttpServer server(Entrance entrance) {
      HttpServerOptions options =
          new HttpServerOptions()
              .setHttp2ClearTextEnabled(false)
              .setHandle100ContinueAutomatically(false)
              .setTcpNoDelay(true);
      Handlers made = handlers.create(entrance);
      return vertx
          .createHttpServer(options)
          .connectionHandler(this::opened)
          .invalidRequestHandler(idle.tracking(made.invalid()))
          .requestHandler(idle.tracking(made.exchanges()));
    }
  }
}
