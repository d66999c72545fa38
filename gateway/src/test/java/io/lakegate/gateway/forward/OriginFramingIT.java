package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.forward.Wire.Fate;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which answers of an origin are none: status line, fields and framing (RFC 9112). */
final class OriginFramingIT {

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

  static Stream<RawAnswer> malformedHeads() {
    return Stream.of(statusLines(), lengths(), codings(), fields(), sizes()).flatMap(s -> s);
  }

  private static Stream<RawAnswer> statusLines() {
    String rest = "\r\nContent-Length: 2\r\n\r\nok";
    return Stream.of(
        new RawAnswer("version 2.0", "HTTP/2.0 200 OK" + rest),
        new RawAnswer("version 1.2", "HTTP/1.2 200 OK" + rest),
        new RawAnswer("version 1.10", "HTTP/1.10 200 OK" + rest),
        new RawAnswer("version 0.9", "HTTP/0.9 200 OK" + rest),
        new RawAnswer("version in small letters", "http/1.1 200 OK" + rest),
        new RawAnswer("no version", "200 OK" + rest),
        new RawAnswer("another protocol", "ICY 200 OK" + rest),
        new RawAnswer("version runs into the status", "HTTP/1.1200 OK" + rest),
        new RawAnswer("no status", "HTTP/1.1" + rest),
        new RawAnswer("reason alone", "HTTP/1.1 OK" + rest),
        new RawAnswer("status of two digits", "HTTP/1.1 20 OK" + rest),
        new RawAnswer("status of four digits", "HTTP/1.1 2000 OK" + rest),
        new RawAnswer("status with a sign", "HTTP/1.1 +20 OK" + rest),
        new RawAnswer("negative status", "HTTP/1.1 -20 OK" + rest),
        new RawAnswer("status 099", "HTTP/1.1 099 OK" + rest),
        new RawAnswer("status 600", "HTTP/1.1 600 OK" + rest),
        new RawAnswer("status 999", "HTTP/1.1 999 OK" + rest),
        new RawAnswer("status in letters", "HTTP/1.1 2OO OK" + rest),
        new RawAnswer("NUL in the reason", "HTTP/1.1 200 O\0K" + rest),
        new RawAnswer("escape in the reason", "HTTP/1.1 200 \u001b[31mOK" + rest),
        new RawAnswer("bare CR in the status line", "HTTP/1.1 200 O\rK" + rest),
        new RawAnswer(
            "bare LF after the status line", "HTTP/1.1 200 OK\nContent-Length: 2\r\n\r\nok"),
        new RawAnswer("garbage before it", "garbageHTTP/1.1 200 OK" + rest),
        new RawAnswer("a garbage line before it", "garbage\r\nHTTP/1.1 200 OK" + rest),
        new RawAnswer("an empty line before it", "\r\nHTTP/1.1 200 OK" + rest),
        new RawAnswer("NUL before it", "\0HTTP/1.1 200 OK" + rest),
        new RawAnswer("a space before it", " HTTP/1.1 200 OK" + rest),
        new RawAnswer("a request", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"),
        new RawAnswer("TLS", "\u0015\u0003\u0001\0\u0002\u0002P"),
        new RawAnswer("HTTP/2 settings", "\0\0\u0012\u0004\0\0\0\0\0\0\u0003\0\0\0d"));
  }

  private static Stream<RawAnswer> lengths() {
    return Stream.of(
        new RawAnswer("two lengths", OK + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!"),
        new RawAnswer("a length twice", OK + "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok"),
        new RawAnswer("list of lengths", OK + "Content-Length: 2, 3\r\n\r\nok!"),
        new RawAnswer("list of one length", OK + "Content-Length: 2, 2\r\n\r\nok"),
        new RawAnswer("length with a sign", OK + "Content-Length: +2\r\n\r\nok"),
        new RawAnswer("negative length", OK + "Content-Length: -2\r\n\r\nok"),
        new RawAnswer("negative zero", OK + "Content-Length: -0\r\n\r\n"),
        new RawAnswer("length in hex", OK + "Content-Length: 0x2\r\n\r\nok"),
        new RawAnswer("length in letters", OK + "Content-Length: two\r\n\r\nok"),
        new RawAnswer("length with a point", OK + "Content-Length: 2.0\r\n\r\nok"),
        new RawAnswer("length with a space", OK + "Content-Length: 2 2\r\n\r\nok"),
        new RawAnswer("folded length", OK + "Content-Length: 2\r\n 2\r\n\r\nok"),
        new RawAnswer("empty length", OK + "Content-Length: \r\n\r\nok"),
        new RawAnswer(
            "length beyond 64 bits", OK + "Content-Length: 99999999999999999999\r\n\r\nok"),
        new RawAnswer("length and chunks", CHUNKED + "Content-Length: 5\r\n" + HELLO),
        new RawAnswer(
            "chunks and length",
            OK + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + HELLO),
        new RawAnswer("chunks and a bad length", CHUNKED + "Content-Length: x\r\n" + HELLO),
        new RawAnswer(
            "1.0: two lengths",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nok!"));
  }

  private static Stream<RawAnswer> codings() {
    return Stream.of(
        new RawAnswer("gzip, then chunks", OK + "Transfer-Encoding: gzip, chunked\r\n" + HELLO),
        new RawAnswer("chunks, then gzip", OK + "Transfer-Encoding: chunked, gzip\r\n" + HELLO),
        new RawAnswer("chunks twice", OK + "Transfer-Encoding: chunked, chunked\r\n" + HELLO),
        new RawAnswer("chunks in two fields", CHUNKED + "Transfer-Encoding: chunked\r\n" + HELLO),
        new RawAnswer(
            "two codings in two fields", CHUNKED + "Transfer-Encoding: identity\r\n" + HELLO),
        new RawAnswer("identity", OK + "Transfer-Encoding: identity\r\n\r\nhello"),
        new RawAnswer("gzip alone", OK + "Transfer-Encoding: gzip\r\n\r\nhello"),
        new RawAnswer("unknown coding", OK + "Transfer-Encoding: xchunked\r\n" + HELLO),
        new RawAnswer("empty coding", OK + "Transfer-Encoding: \r\n" + HELLO),
        new RawAnswer("coding with a parameter", OK + "Transfer-Encoding: chunked;q=1\r\n" + HELLO),
        new RawAnswer("coding in quotes", OK + "Transfer-Encoding: \"chunked\"\r\n" + HELLO),
        new RawAnswer(
            "vertical tab before it", OK + "Transfer-Encoding: \u000bchunked\r\n" + HELLO),
        new RawAnswer(
            "folded coding", OK + "Transfer-Encoding:\r\n chunked\r\n , gzip\r\n" + HELLO),
        new RawAnswer(
            "1.0 with chunks", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n" + HELLO),
        new RawAnswer(
            "1.0, kept alive, with chunks",
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n" + HELLO),
        new RawAnswer("1.0 with gzip", "HTTP/1.0 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhello"));
  }

  private static Stream<RawAnswer> fields() {
    String rest = "\r\nContent-Length: 2\r\n\r\nok";
    return Stream.of(
        new RawAnswer("space before the colon", OK + "X-A : 1" + rest),
        new RawAnswer("tab before the colon", OK + "X-A\t: 1" + rest),
        new RawAnswer("space before the length's colon", OK + "Content-Length : 2\r\n\r\nok"),
        new RawAnswer(
            "space before the coding's colon", OK + "Transfer-Encoding : chunked\r\n" + HELLO),
        new RawAnswer("space within a name", OK + "X A: 1" + rest),
        new RawAnswer("space before the first name", OK + " X-A: 1" + rest),
        new RawAnswer("no colon", OK + "X-A" + rest),
        new RawAnswer("no name", OK + ": 1" + rest),
        new RawAnswer("NUL in a name", OK + "X\0A: 1" + rest),
        new RawAnswer("non-ASCII in a name", OK + "X\u00e9: 1" + rest),
        new RawAnswer("parenthesis in a name", OK + "X(A): 1" + rest),
        new RawAnswer("NUL in a value", OK + "X-A: a\0b" + rest),
        new RawAnswer("escape in a value", OK + "X-A: a\u001bb" + rest),
        new RawAnswer("delete in a value", OK + "X-A: a\u007fb" + rest),
        new RawAnswer("backspace in a value", OK + "X-A: a\bb" + rest),
        new RawAnswer("vertical tab in a value", OK + "X-A: a\u000bb" + rest),
        new RawAnswer("form feed in a value", OK + "X-A: a\fb" + rest),
        new RawAnswer("bare CR in a value", OK + "X-A: a\rX-B: b" + rest),
        new RawAnswer("bare LF between fields", OK + "X-A: a\nX-B: b" + rest),
        new RawAnswer("bare LF at the end of the head", OK + "Content-Length: 2\n\nok"));
  }

  private static Stream<RawAnswer> sizes() {
    String rest = "\r\nContent-Length: 2\r\n\r\nok";
    return Stream.of(
        new RawAnswer("a huge field", OK + "X-A: " + "a".repeat(200_000) + rest),
        new RawAnswer("a huge name", OK + "x".repeat(200_000) + ": a" + rest),
        new RawAnswer(
            "a hundred thousand fields", OK + "X-A: a\r\n".repeat(100_000) + rest.substring(2)),
        new RawAnswer("a huge reason", "HTTP/1.1 200 " + "O".repeat(200_000) + rest),
        new RawAnswer("a field without an end", OK + "X-A: " + "a".repeat(300_000)),
        new RawAnswer("a line without an end", "HTTP/1.1 200 " + "O".repeat(300_000)));
  }

  @ParameterizedTest
  @MethodSource("malformedHeads")
  void head_malformed_502AndTheConnectionClosed(RawAnswer row) throws Exception {
    Wire.Exchange exchange = wire.put(row.text());
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      Refusal.of(answer).is(502, "ORIGIN_PROTOCOL_ERROR");
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      answer = client.send("GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
      assertThat(List.of(answer.status(), answer.body())).isEqualTo(List.of(200, Wire.RIGHT));
    }
  }

  @ParameterizedTest
  @MethodSource("malformedHeads")
  void headOfAnAnswerToAPost_malformed_outcomeIsNotKnown(RawAnswer row) throws Exception {
    Wire.Exchange exchange = wire.put(row.text());
    try (RawClient client = wire.client()) {
      client.send(exchange.head("POST") + "Content-Length: 2\r\n\r\n{}");
      Refusal.of(client.readAnswer()).is(409, "OUTCOME_UNKNOWN");
      assertThat(exchange.fate()).isEqualTo(Fate.CLOSED);
      wire.assertNextIsRight();
    }
  }

  @Test
  void foldedValue_becomesOneLine() throws Exception {
    Wire.Exchange exchange = wire.put(OK + "X-A: a\r\n \t b\r\nContent-Length: 0\r\n\r\n");
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(answer.field("x-a")).isEqualTo("a b");
    }
  }

  @Test
  void headWithinTheLimits_isRelayed() throws Exception {
    String large = "a".repeat(60_000);
    Wire.Exchange exchange = wire.put(OK + "X-A: " + large + "\r\nContent-Length: 0\r\n\r\n");
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(answer.field("x-a")).isEqualTo(large);
    }
  }

  @Test
  void limits_areTheConfiguredOnes() throws Exception {
    try (Wire narrow = Wire.with(Map.of("max-header-size", "16384", "retry-timeout", "0s"));
        RawClient client = narrow.client()) {
      Wire.Exchange exchange = narrow.put(OK + "X-A: " + "a".repeat(20_000) + "\r\n\r\n");
      Refusal refusal =
          Refusal.of(client.send(exchange.head("GET") + "\r\n").readAnswer())
              .is(502, "ORIGIN_PROTOCOL_ERROR");
      assertThat(refusal.message()).contains("max-header-size");
    }
  }

  /** An origin that breaks HTTP once does so again; its answer may also have been acted upon. */
  @Test
  void malformedAnswer_isNotAskedForAgain() throws Exception {
    try (Wire patient = Wire.with(Map.of("retry-timeout", "30s"));
        RawClient client = patient.client()) {
      Wire.Exchange exchange = patient.put(OK + "Content-Length: 2, 3\r\n\r\nok!");
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      Refusal refusal = Refusal.of(answer).is(502, "ORIGIN_PROTOCOL_ERROR");
      assertThat(refusal.message()).doesNotContain("2, 3");
      assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
    }
  }
}
