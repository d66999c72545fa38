package io.lakegate.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of one profile is never the answer to another one's call. */
final class VertxTransportIT {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n";

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static String body(VertxTransport transport, URI issuer, String path) {
    try {
      ApiRequest request = ApiRequest.get(URI.create(issuer + path), Duration.ofSeconds(10));
      ApiResponse response = transport.send(request);
      return new String(response.body(), StandardCharsets.UTF_8);
    } catch (TransportException e) {
      return "failed";
    }
  }

  private static FakeOrigin issuer(Map<String, String> answers) throws IOException {
    return FakeOrigin.start(
        call -> call.send(answers.getOrDefault(call.requestLine().split(" ")[1], "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 102 Processing\r\n\r\n" + OK + "a",
        "HTTP/1.1 199 Odd\r\n\r\n" + OK + "a",
        "HTTP/1.1 103 Early Hints\r\nContent-Length: 2\r\n\r\nxx" + OK + "a",
        OK + "a" + OK + "a",
        "HTTP/1.1 204 No Content\r\nContent-Length: 41\r\n\r\n" + OK + "a"
      })
  void send_issuerAnswersTooMuch_nextCallGetsItsOwn(String first) throws IOException {
    try (FakeOrigin issuer = issuer(Map.of("/a", first, "/b", OK + "b"))) {
      VertxTransport transport = new VertxTransport(vertx);
      var _ = body(transport, issuer.url(), "/a");
      for (int call = 0; call < 3; call++) {
        assertThat(body(transport, issuer.url(), "/b")).isEqualTo("b");
      }
    }
  }

  @Test
  void send_eachCall_hasAConnectionOfItsOwn() throws IOException {
    try (FakeOrigin issuer = issuer(Map.of("/b", OK + "b"))) {
      VertxTransport transport = new VertxTransport(vertx);
      for (int call = 0; call < 3; call++) {
        assertThat(body(transport, issuer.url(), "/b")).isEqualTo("b");
      }
      assertThat(issuer.connections()).isEqualTo(3);
    }
  }
}
