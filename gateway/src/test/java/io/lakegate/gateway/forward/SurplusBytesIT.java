package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.Wire.Fate;
import io.lakegate.gateway.testing.Flow;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an origin sends beyond the end of an answer never becomes a part of another one. */
final class SurplusBytesIT {

  private static final String FORGED = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";

  private static Wire wire;

  record Row(String name, String method, String answer, String surplus, int status, String body) {
    @Override
    public String toString() {
      return name;
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

  static Stream<Row> answers() {
    return Stream.of(
        new Row("HEAD", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", "body", 200, ""),
        new Row(
            "HEAD, chunks",
            "HEAD",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "0\r\n\r\n",
            200,
            ""),
        new Row("204", "GET", "HTTP/1.1 204 No Content\r\n\r\n", "body", 204, ""),
        new Row("304", "GET", "HTTP/1.1 304 Not Modified\r\n\r\n", "body", 304, ""),
        new Row(
            "304 with a length",
            "GET",
            "HTTP/1.1 304 X\r\nContent-Length: 4\r\n\r\n",
            "body",
            304,
            ""),
        new Row("empty", "GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "x", 200, ""),
        new Row(
            "length",
            "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            "more",
            200,
            "body"),
        new Row(
            "one byte",
            "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            "x",
            200,
            "body"),
        new Row(
            "line end",
            "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            "\r\n",
            200,
            "body"),
        new Row(
            "half a head",
            "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            "HTTP/1.1 200 OK\r\nX: ",
            200,
            "body"),
        new Row(
            "an answer",
            "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            FORGED,
            200,
            "body"),
        new Row(
            "two answers",
            "POST",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            FORGED + FORGED,
            200,
            "body"),
        new Row(
            "an interim answer",
            "GET",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody",
            "HTTP/1.1 100 Continue\r\n\r\n",
            200,
            "body"),
        new Row(
            "chunks",
            "GET",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
            "5\r\nwrong\r\n0\r\n\r\n",
            200,
            "body"),
        new Row(
            "a line after the chunks",
            "GET",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
            "\r\n",
            200,
            "body"),
        new Row(
            "trailers",
            "GET",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\nX-T: 1\r\n\r\n",
            FORGED,
            200,
            "body"),
        new Row(
            "error",
            "GET",
            "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nbody",
            FORGED,
            404,
            "body"),
        new Row(
            "http/1.0",
            "GET",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 4\r\n\r\nbody",
            FORGED,
            200,
            "body"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void surplus_withTheAnswer_answerIsRelayedAndTheConnectionClosed(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.answer + row.surplus);
    try (RawClient client = wire.client()) {
      assertRelayed(client, exchange, row);
      wire.assertNextIsRight();
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void surplus_onAConnectionAtRest_closesItAtOnce(Row row) throws Exception {
    CountDownLatch relayed = new CountDownLatch(1);
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.readBody();
              call.send(row.answer);
              Wire.await(relayed);
              call.send(row.surplus);
            });
    try (RawClient client = wire.client()) {
      assertRelayed(client, exchange, row);
      relayed.countDown();
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  private static void assertRelayed(RawClient client, Wire.Exchange exchange, Row row)
      throws IOException {
    client.send(exchange.head(row.method) + "\r\n");
    Answer answer = client.readAnswer(row.method);
    assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(row.status, row.body));
    assertThat(answer.field("connection")).isEmpty();
  }

  /** A connection ends only when the reader has got what came on it before the surplus. */
  @ParameterizedTest
  @ValueSource(strings = {"x", FORGED})
  void surplus_whileTheClientStillReads_bodyIsWhole(String surplus) throws Exception {
    long length = 32L * 1024 * 1024;
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n");
              Flow.writeAll(call.out(), length);
              call.send(surplus);
            });
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET") + "\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      wire.assertNextIsRight();
      assertThat(Flow.readAll(client.in(), length)).isEqualTo(length);
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  @Test
  void timeoutToldOnAConnectionAtRest_isNobodysAnswer() throws Exception {
    CountDownLatch relayed = new CountDownLatch(1);
    Wire.Exchange exchange =
        wire.put(
            call -> {
              call.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
              Wire.await(relayed);
              call.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
            });
    try (RawClient client = wire.client()) {
      assertThat(client.send(exchange.head("GET") + "\r\n").readAnswer().body()).isEqualTo("ok");
      relayed.countDown();
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void noSurplus_connectionIsUsedAgain(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.answer);
    try (RawClient client = wire.client()) {
      assertRelayed(client, exchange, row);
      client.send("GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(exchange.fate()).isEqualTo(Fate.USED_AGAIN);
    }
  }
}
