package io.lakegate.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.ListenAddress;
import io.lakegate.gateway.exchange.Entrance;
import io.lakegate.gateway.forward.ConnectionLimits;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What the listeners of one event loop share. */
final class DataServersIT {

  private static final int LOOPS = 3;
  private static final Entrance ENTRANCE = new Entrance("data", Optional.empty());

  @Test
  void listeners_ofOneLoop_useTheSameOriginConnection() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("event-loops", "1")
                .configFile("listeners: {pinned: {listen: 127.0.0.1:0, profile: DEFAULT}}")
                .start()) {
      for (String listener : List.of("data", "pinned", "data")) {
        try (RawClient client = RawClient.connect(gateway.portOf(listener))) {
          client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
          assertThat(client.readAnswer().status()).isEqualTo(200);
        }
      }
      assertThat(origin.calls()).hasSize(3);
      assertThat(origin.connections()).isEqualTo(1);
    }
  }

  @Test
  void bind_severalLoops_connectionsAreSpreadAndStayOnTheLoopOfTheirHandlers() throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(LOOPS));
    Set<Thread> served = ConcurrentHashMap.newKeySet();
    try {
      DataServers servers = new DataServers(vertx, limits(), _ -> _ -> handlers(served));
      ListenAddress address =
          servers
              .bind(Map.of(ENTRANCE, new ListenAddress.Tcp("127.0.0.1", 0)), LOOPS)
              .firstEntry()
              .getValue();
      for (int i = 0; i < LOOPS * 2; i++) {
        try (RawClient client = RawClient.connect(((ListenAddress.Tcp) address).port())) {
          client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
          assertThat(client.readAnswer().body()).isEqualTo("own loop");
        }
      }
      assertThat(served).hasSize(LOOPS);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static DataServers.ServerLimits limits() {
    return new DataServers.ServerLimits(
        new ConnectionLimits(8192, 8192, 1, Duration.ofMinutes(1)), Duration.ofMinutes(1));
  }

  /** Made on the loop that they are for. */
  private static DataServers.Handlers handlers(Set<Thread> served) {
    Thread loop = Thread.currentThread();
    Handler<HttpServerRequest> handler =
        request -> {
          served.add(Thread.currentThread());
          var _ =
              request
                  .response()
                  .end(Thread.currentThread().equals(loop) ? "own loop" : "another loop");
        };
    return new DataServers.Handlers(handler, handler);
  }
}
