package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.Wire.Fate;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chunks that are none, and answers that are unusual and well formed (RFC 9112 6, 7). */
final class OriginBodiesIT {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n";
  private static final String HELLO = "\r\n5\r\nhello\r\n0\r\n\r\n";

  private static Wire wire;

  record Row(String name, String answer) {
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

  static Stream<Row> malformedBodies() {
    String start = CHUNKED + "\r\n5\r\nhello\r\n";
    String after = "\r\n5\r\nworld\r\n0\r\n\r\n";
    return Stream.of(
        new Row("size in letters", start + "x" + after),
        new Row("size missing", start + after),
        new Row("negative size", start + "-5" + after),
        new Row("size with a sign", start + "+5" + after),
        new Row("size in C's hex", start + "0x5" + after),
        new Row("space before the size", start + " 5" + after),
        new Row("size and words", start + "5 5" + after),
        new Row("size of 33 bits", start + "100000005" + after),
        new Row("size of 64 bits", start + "ffffffffffffffff" + after),
        new Row("size of 65 bits", start + "10000000000000005" + after),
        new Row("endless size", start + "0".repeat(200_000)),
        new Row("endless extension", start + "5;" + "a".repeat(200_000)),
        new Row("extension without size", start + ";a=b" + after),
        new Row("bare LF after the size", start + "5\nworld\r\n0\r\n\r\n"),
        new Row("bare CR after the size", start + "5\rworld\r\n0\r\n\r\n"),
        new Row("bare LF after an extension", start + "5;a=b\nworld\r\n0\r\n\r\n"),
        new Row("bare LF after the chunk", start + "5\r\nworld\n0\r\n\r\n"),
        new Row("chunk longer than its size", start + "3\r\nworld\r\n0\r\n\r\n"),
        new Row("chunk shorter than its size", start + "9\r\nworld\r\n0\r\n\r\n"),
        new Row("bare LF after the last size", start + "0\n\r\n"),
        new Row("bare LF at the end", start + "0\r\n\n"),
        new Row("trailer without a colon", start + "0\r\nX-T\r\n\r\n"),
        new Row("space before a trailer's colon", start + "0\r\nX-T : 1\r\n\r\n"),
        new Row("NUL in a trailer", start + "0\r\nX-T: a\0b\r\n\r\n"),
        new Row("huge trailers", start + "0\r\n" + "X-T: a\r\n".repeat(100_000) + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void body_malformed_clientsIsCutShortAndTheConnectionClosed(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.answer);
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET") + "\r\n");
      assertThat(Wire.readUntilClosed(client)).doesNotContain("\r\n0\r\n");
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  static Stream<Row> wellFormed() {
    return Stream.of(
        new Row("length", OK + "Content-Length: 5\r\n\r\nhello"),
        new Row("length with zeros", OK + "Content-Length: 005\r\n\r\nhello"),
        new Row("length with tabs around it", OK + "Content-Length:\t5\t\r\n\r\nhello"),
        new Row("chunks", CHUNKED + HELLO),
        new Row("chunks in capitals", OK + "TRANSFER-ENCODING: CHUNKED\r\n" + HELLO),
        new Row("chunk extensions", CHUNKED + "\r\n5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n"),
        new Row("size with zeros", CHUNKED + "\r\n0005\r\nhello\r\n000\r\n\r\n"),
        new Row("size in capitals", CHUNKED + "\r\n5\r\nhello\r\n0\r\n\r\n"),
        new Row("no reason", "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello"),
        new Row("no reason and no space", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello"),
        new Row(
            "bytes above ASCII",
            "HTTP/1.1 200 O\u00e9\r\nX-A: \u00e9\r\nContent-Length: 5\r\n\r\nhello"),
        new Row("empty value", OK + "X-A:\r\nContent-Length: 5\r\n\r\nhello"),
        new Row("folded value", OK + "X-A: a\r\n  b\r\nContent-Length: 5\r\n\r\nhello"),
        new Row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void answer_wellFormed_isRelayed(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.answer);
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, "hello"));
      assertThat(answer.head()).doesNotContain("\r\n ");
      wire.assertNextIsRight();
    }
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void answer_byteByByte_isRelayed(Row row) throws Exception {
    Wire.Exchange exchange =
        wire.put(
            call -> {
              for (int i = 0; i < row.answer.length(); i++) {
                call.send(row.answer.substring(i, i + 1));
              }
            });
    try (RawClient client = wire.client()) {
      assertThat(client.send(exchange.head("GET") + "\r\n").readAnswer().body()).isEqualTo("hello");
      wire.assertNextIsRight();
    }
  }
}
