package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.Wire.Fate;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connections to an origin are used again, and what happens where they end (RFC 9112 9). */
final class ReusedConnectionsIT {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private static Wire wire;

  @BeforeAll
  static void open() throws IOException {
    wire = Wire.once();
  }

  @AfterAll
  static void close() throws IOException {
    wire.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: X-Hop, close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nConnection: X-Hop\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n",
        "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=0\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"
      })
  void answer_thatEndsItsConnection_isTheLastOnIt(String bytes) throws Exception {
    Wire.Exchange exchange = wire.put(bytes);
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(answer.status()).isIn(200, 204);
      assertThat(answer.field("connection") + answer.field("x-hop")).isEmpty();
      wire.assertNextIsRight();
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
    }
  }

  @Test
  void connectionAtRest_closedByTheOrigin_isNotUsed() throws Exception {
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send(OK + "Content-Length: 2\r\n\r\nok");
              call.end();
            });
    try (RawClient client = wire.client()) {
      assertThat(client.send(exchange.head("GET") + "\r\n").readAnswer().body()).isEqualTo("ok");
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  /** An origin that ends the connection just as the second request comes on it. */
  private static FakeOrigin.Script endsAtTheSecond(AtomicInteger requests) {
    return call -> {
      call.readBody();
      if (requests.incrementAndGet() == 2) {
        call.reset();
        throw new IOException("the connection has ended");
      }
      boolean head = call.requestLine().startsWith("HEAD");
      call.send(OK + "Content-Length: 2\r\n\r\n" + (head ? "" : "ok"));
    };
  }

  @ParameterizedTest
  @CsvSource({"GET, 200, 2", "HEAD, 200, 2", "PUT, 200, 2", "DELETE, 200, 2", "POST, 409, 1"})
  void connection_endsAsTheRequestComes_safeOneIsSentAgain(String method, int status, int attempts)
      throws Exception {
    AtomicInteger requests = new AtomicInteger();
    try (FakeOrigin origin = FakeOrigin.start(endsAtTheSecond(requests));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      String get = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
      assertThat(client.send(get).readAnswer().body()).isEqualTo("ok");
      String request =
          get.replace("GET", method).replace("\r\n\r\n", "\r\nContent-Length: 2\r\n\r\n{}");
      Answer answer = client.send(request).readAnswer(method);
      assertThat(List.of(answer.status(), answer.field("lakegate-attempts")))
          .isEqualTo(List.of(status, Integer.toString(attempts)));
      assertThat(client.send(get).readAnswer().body()).isEqualTo("ok");
      assertThat(requests).hasValue(attempts + 2);
      assertThat(origin.connections()).isEqualTo(2);
    }
  }

  /** The head goes with the first byte of the body; until then nothing can have taken effect. */
  @Test
  void connection_endsBeforeAByteIsSent_postIsSentOnAnother() throws Exception {
    CountDownLatch leave = new CountDownLatch(1);
    try (Wire patient = Wire.with(Map.of());
        RawClient client = patient.client()) {
      Wire.Exchange leaving =
          patient.put(
              call -> {
                call.send(OK + "Content-Length: 2\r\n\r\nok");
                Wire.await(leave);
                call.end();
              });
      assertThat(client.send(leaving.head("GET") + "\r\n").readAnswer().body()).isEqualTo("ok");
      client.send("POST /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n");
      // What the loop has been told before, it has done before it answers this.
      patient.assertNextIsRight();
      leave.countDown();
      assertThat(leaving.fate()).isEqualTo(Fate.CLOSED);
      patient.assertNextIsRight();
      Answer answer = client.send("{}").readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, Wire.RIGHT));
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
    }
  }
}
