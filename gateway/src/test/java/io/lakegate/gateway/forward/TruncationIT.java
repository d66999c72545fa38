package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.Flow;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that end too early (RFC 9112 8). */
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

  /** Such a body ends with its connection: what is no good end has to be a reset. */
  @Test
  void body_cutShortForHttp10_endsInAReset() throws IOException {
    FakeOrigin.Script cut =
        call -> {
          call.send(CHUNKED + "4\r\ndata\r\n");
          call.close();
        };
    try (FakeOrigin origin = FakeOrigin.start(cut);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /api/2.0/x HTTP/1.0\r\nHost: localhost\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.0 200 ");
      assertThat(client.in().readNBytes(4)).asString().isEqualTo("data");
      assertThatThrownBy(() -> client.in().read()).hasMessageContaining("reset");
    }
  }
}
