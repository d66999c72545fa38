package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.Wire.Fate;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.Flow;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that end too early, and connections that end between answers (RFC 9112 8, 9.6). */
final class TruncationIT {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

  /** More than the buffers between an origin and a client that reads nothing hold. */
  private static final long LARGE = 32L * 1024 * 1024;

  private static Wire wire;

  record Row(String name, String answer, boolean reset) {
    @Override
    public String toString() {
      return name + (reset ? ", reset" : "");
    }

    FakeOrigin.Script script() {
      return call -> {
        call.readBody();
        call.send(answer);
        if (reset) {
          call.reset();
        } else {
          call.close();
        }
      };
    }
  }

  @BeforeAll
  static void open() throws IOException {
    wire = Wire.once();
  }

  @AfterAll
  static void close() throws IOException {
    wire.close();
  }

  private static Stream<Row> bothWays(String name, String answer) {
    return Stream.of(new Row(name, answer, false), new Row(name, answer, true));
  }

  static Stream<Row> beforeTheHead() {
    return Stream.of(
            bothWays("nothing", ""),
            bothWays("half a status line", "HTTP/1.1 20"),
            bothWays("a status line", OK),
            bothWays("half a field", OK + "Content-Le"),
            bothWays("all fields, but no empty line", OK + "Content-Length: 0\r\n"),
            bothWays("half a line end", OK + "Content-Length: 0\r\n\r"),
            bothWays("an interim answer", "HTTP/1.1 100 Continue\r\n\r\n"))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("beforeTheHead")
  void connection_endsBeforeTheHead_502(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.script());
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      Refusal.of(answer).is(502, "ORIGIN_RESET");
      wire.assertNextIsRight();
    }
  }

  @ParameterizedTest
  @MethodSource("beforeTheHead")
  void connection_endsBeforeTheHeadOfAPostsAnswer_outcomeIsNotKnown(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.script());
    try (RawClient client = wire.client()) {
      client.send(exchange.head("POST") + "Content-Length: 2\r\n\r\n{}");
      Answer answer = client.readAnswer();
      Refusal.of(answer).is(409, "OUTCOME_UNKNOWN");
      assertThat(answer.field("x-should-retry")).isEqualTo("false");
      wire.assertNextIsRight();
    }
  }

  static Stream<Row> withinTheBody() {
    return Stream.of(
            bothWays("no byte of it", OK + "Content-Length: 10\r\n\r\n"),
            bothWays("a part of it", OK + "Content-Length: 10\r\n\r\nhalf"),
            bothWays("all but a byte", OK + "Content-Length: 5\r\n\r\nhalf"),
            bothWays("no chunk", CHUNKED),
            bothWays("within a size", CHUNKED + "4\r\nhalf\r\n1"),
            bothWays("within a size's line end", CHUNKED + "4\r\nhalf\r\n0\r"),
            bothWays("within a chunk", CHUNKED + "8\r\nhalf"),
            bothWays("before a chunk's line end", CHUNKED + "4\r\nhalf"),
            bothWays("no last chunk", CHUNKED + "4\r\nhalf\r\n"),
            bothWays("no empty line after the last chunk", CHUNKED + "4\r\nhalf\r\n0\r\n"),
            bothWays("within a trailer", CHUNKED + "4\r\nhalf\r\n0\r\nX-T: 1"),
            bothWays("after a trailer", CHUNKED + "4\r\nhalf\r\n0\r\nX-T: 1\r\n"),
            bothWays("1.0 with a length", "HTTP/1.0 200 OK\r\nContent-Length: 10\r\n\r\nhalf"))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("withinTheBody")
  void connection_endsWithinTheBody_clientsEndsToo(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.script());
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET") + "\r\n");
      String read = Wire.readUntilClosed(client);
      assertThat(read).doesNotContain("\r\n0\r\n").doesNotContain("content-length: 4");
      wire.assertNextIsRight();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\n\r\nwhole",
        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\nwhole",
        "HTTP/1.1 200 OK\r\n\r\nwhole",
        "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwhole"
      })
  void body_thatEndsWithTheConnection_isWhole(String answer) throws Exception {
    Wire.Exchange exchange = wire.put(new Row("", answer, false).script());
    try (RawClient client = wire.client()) {
      Answer read = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(read.body()).isEqualTo("whole");
      assertThat(read.field("transfer-encoding")).isEqualTo("chunked");
      wire.assertNextIsRight();
    }
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

  /** The connection has ended before a slow client has read what came on it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\n"
      })
  void connection_endsBeforeTheClientHasRead_bodyIsWhole(String head) throws Exception {
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send(head.formatted(LARGE));
              Flow.writeAll(call.out(), LARGE);
              call.close();
            });
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET").replace("HTTP/1.1", "HTTP/1.0") + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.");
      wire.assertNextIsRight();
      assertThat(Flow.readAll(client.in(), LARGE)).isEqualTo(LARGE);
    }
  }

  @Test
  void connectionAtRest_closedByTheOrigin_isNotUsed() throws Exception {
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send(OK + "Content-Length: 2\r\n\r\nok");
              call.close();
            });
    try (RawClient client = wire.client()) {
      assertThat(client.send(exchange.head("GET") + "\r\n").readAnswer().body()).isEqualTo("ok");
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
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    try (Wire patient = Wire.with(Map.of());
        RawClient client = patient.client()) {
      Wire.Exchange leaving =
          patient.put(
              call -> {
                call.send(OK + "Content-Length: 2\r\n\r\nok");
                Wire.await(leave);
                call.close();
                left.complete(true);
              });
      assertThat(client.send(leaving.head("GET") + "\r\n").readAnswer().body()).isEqualTo("ok");
      client.send("POST /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n");
      // What the loop has been told before, it has done before it answers this.
      patient.assertNextIsRight();
      leave.countDown();
      assertThat(left.get(10, TimeUnit.SECONDS)).isTrue();
      patient.assertNextIsRight();
      Answer answer = client.send("{}").readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, Wire.RIGHT));
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
    }
  }

  @Test
  void body_cutShortAfterTheHead_isNotTriedAgain() throws Exception {
    try (Wire patient = Wire.with(Map.of());
        RawClient client = patient.client()) {
      Wire.Exchange exchange =
          patient.put(new Row("", OK + "Content-Length: 10\r\n\r\nhalf", false).script());
      client.send(exchange.head("GET") + "\r\n");
      Wire.readUntilClosed(client);
      assertThat(patient.calls()).hasSize(1);
    }
  }
}
