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

  @BeforeAll
  static void open() throws IOException {
    wire = Wire.once();
  }

  @AfterAll
  static void close() throws IOException {
    wire.close();
  }

  static Stream<RawAnswer> malformedBodies() {
    String start = CHUNKED + "\r\n5\r\nhello\r\n";
    String after = "\r\n5\r\nworld\r\n0\r\n\r\n";
    return Stream.of(
        new RawAnswer("size in letters", start + "x" + after),
        new RawAnswer("size missing", start + after),
        new RawAnswer("negative size", start + "-5" + after),
        new RawAnswer("size with a sign", start + "+5" + after),
        new RawAnswer("size in C's hex", start + "0x5" + after),
        new RawAnswer("space before the size", start + " 5" + after),
        new RawAnswer("size and words", start + "5 5" + after),
        new RawAnswer("size of 33 bits", start + "100000005" + after),
        new RawAnswer("size of 64 bits", start + "ffffffffffffffff" + after),
        new RawAnswer("size of 65 bits", start + "10000000000000005" + after),
        new RawAnswer("endless size", start + "0".repeat(200_000)),
        new RawAnswer("endless extension", start + "5;" + "a".repeat(200_000)),
        new RawAnswer("extension without size", start + ";a=b" + after),
        new RawAnswer("bare LF after the size", start + "5\nworld\r\n0\r\n\r\n"),
        new RawAnswer("bare CR after the size", start + "5\rworld\r\n0\r\n\r\n"),
        new RawAnswer("bare LF after an extension", start + "5;a=b\nworld\r\n0\r\n\r\n"),
        new RawAnswer("bare LF after the chunk", start + "5\r\nworld\n0\r\n\r\n"),
        new RawAnswer("chunk longer than its size", start + "3\r\nworld\r\n0\r\n\r\n"),
        new RawAnswer("chunk shorter than its size", start + "9\r\nworld\r\n0\r\n\r\n"),
        new RawAnswer("bare LF after the last size", start + "0\n\r\n"),
        new RawAnswer("bare LF at the end", start + "0\r\n\n"),
        new RawAnswer("trailer without a colon", start + "0\r\nX-T\r\n\r\n"),
        new RawAnswer("space before a trailer's colon", start + "0\r\nX-T : 1\r\n\r\n"),
        new RawAnswer("NUL in a trailer", start + "0\r\nX-T: a\0b\r\n\r\n"),
        new RawAnswer("huge trailers", start + "0\r\n" + "X-T: a\r\n".repeat(100_000) + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("malformedBodies")
  void body_malformed_clientsIsCutShortAndTheConnectionClosed(RawAnswer row) throws Exception {
    Wire.Exchange exchange = wire.put(row.text());
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET") + "\r\n");
      assertThat(Wire.readUntilClosed(client)).doesNotContain("\r\n0\r\n");
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  static Stream<RawAnswer> wellFormed() {
    return Stream.of(
        new RawAnswer("length", OK + "Content-Length: 5\r\n\r\nhello"),
        new RawAnswer("length with zeros", OK + "Content-Length: 005\r\n\r\nhello"),
        new RawAnswer("length with tabs around it", OK + "Content-Length:\t5\t\r\n\r\nhello"),
        new RawAnswer("chunks", CHUNKED + HELLO),
        new RawAnswer("chunks in capitals", OK + "TRANSFER-ENCODING: CHUNKED\r\n" + HELLO),
        new RawAnswer("chunk extensions", CHUNKED + "\r\n5;a=b;c=\"d\"\r\nhello\r\n0;e\r\n\r\n"),
        new RawAnswer("size with zeros", CHUNKED + "\r\n0005\r\nhello\r\n000\r\n\r\n"),
        new RawAnswer("size in capitals", CHUNKED + "\r\n5\r\nhello\r\n0\r\n\r\n"),
        new RawAnswer("no reason", "HTTP/1.1 200 \r\nContent-Length: 5\r\n\r\nhello"),
        new RawAnswer("no reason and no space", "HTTP/1.1 200\r\nContent-Length: 5\r\n\r\nhello"),
        new RawAnswer(
            "bytes above ASCII",
            "HTTP/1.1 200 O\u00e9\r\nX-A: \u00e9\r\nContent-Length: 5\r\n\r\nhello"),
        new RawAnswer("empty value", OK + "X-A:\r\nContent-Length: 5\r\n\r\nhello"),
        new RawAnswer("folded value", OK + "X-A: a\r\n  b\r\nContent-Length: 5\r\n\r\nhello"),
        new RawAnswer("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello"));
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void answer_wellFormed_isRelayed(RawAnswer row) throws Exception {
    Wire.Exchange exchange = wire.put(row.text());
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, "hello"));
      assertThat(answer.head()).doesNotContain("\r\n ");
      wire.assertNextIsRight();
    }
  }

  @ParameterizedTest
  @MethodSource("wellFormed")
  void answer_byteByByte_isRelayed(RawAnswer row) throws Exception {
    Wire.Exchange exchange =
        wire.put(
            call -> {
              for (int i = 0; i < row.text().length(); i++) {
                call.send(row.text().substring(i, i + 1));
              }
            });
    try (RawClient client = wire.client()) {
      assertThat(client.send(exchange.head("GET") + "\r\n").readAnswer().body()).isEqualTo("hello");
      wire.assertNextIsRight();
    }
  }
}
