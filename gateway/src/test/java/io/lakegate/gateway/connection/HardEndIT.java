package io.lakegate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ends of connections that are over already. */
final class HardEndIT {

  /** Both sides may leave in the same moment; who comes second has nothing left to do. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void end_connectionThatHasEnded_isNoFailure(boolean nativeTransport) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(nativeTransport));
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"))) {
      HttpClient client = vertx.createHttpClient();
      HttpConnection connection =
          await(client.request(HttpMethod.GET, origin.url().getPort(), "127.0.0.1", "/"))
              .connection();
      await(connection.close());
      assertThat(HardEnd.of(connection).succeeded()).isTrue();
    } finally {
      await(vertx.close());
    }
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
