package io.lakegate.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Traffic traffic = new Traffic();

  @BeforeEach
  void silence() {
    LOG.setLevel(Level.OFF);
  }

  @AfterEach
  void close() {
    LOG.setLevel(Level.INFO);
    client.close();
    vertx.close().await();
  }

  @Test
  void endpoint_thatThrows_is500WithoutItsReason() throws Exception {
    int port =
        serve(
            call -> {
              throw new IllegalStateException("inner");
            });

    HttpResponse<String> answer = post(port);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("INTERNAL_ERROR").doesNotContain("inner");
  }

  @Test
  void endpoint_thatFailsAfterItsHead_breaksOff() {
    int port =
        serve(
            call ->
                call.answer()
                    .header("Content-Length", "10")
                    .write(Buffer.buffer("half"))
                    .compose(written -> Future.failedFuture("inner")));

    assertThatThrownBy(() -> post(port)).isInstanceOf(IOException.class);
  }

  @Test
  void endpoint_thatAsksForAnUnknownPlace_is500() throws Exception {
    assertThat(post(serve(call -> call.answer().empty(call.pathValue("x").length()))).statusCode())
        .isEqualTo(500);
  }

  private int serve(Endpoint endpoint) {
    Routes routes = new Routes().stream(HttpMethod.POST, "/x", endpoint);
    Dispatcher dispatcher =
        new Dispatcher(
            vertx,
            routes,
            new Dispatcher.Surroundings(
                (method, path) -> Optional.empty(), request -> "", traffic, 1, () -> 7L));
    HttpServer server = vertx.createHttpServer().requestHandler(dispatcher).listen(0).await();
    return server.actualPort();
  }

  private HttpResponse<String> post(int port) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/x"))
            .POST(BodyPublishers.ofString("body"))
            .build(),
        BodyHandlers.ofString());
  }
}
