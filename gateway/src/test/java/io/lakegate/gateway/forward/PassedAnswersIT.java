package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What crosses untouched: bodiless answers, ranges, conditions, codings and dates (RFC 9110). */
final class PassedAnswersIT {

  private static Wire wire;

  record Row(String name, String status, List<String> fields, String body) {
    @Override
    public String toString() {
      return name;
    }

    String bytes() {
      return "HTTP/1.1 "
          + status
          + "\r\n"
          + String.join("\r\n", fields)
          + "\r\nContent-Length: "
          + body.length()
          + "\r\n\r\n"
          + body;
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

  @ParameterizedTest
  @CsvSource({
    "HEAD, HTTP/1.1 200 OK|Content-Length: 12345, 200, 12345",
    "HEAD, HTTP/1.1 200 OK|Content-Length: 0, 200, 0",
    "HEAD, HTTP/1.1 200 OK|Transfer-Encoding: chunked, 200, ''",
    "HEAD, HTTP/1.1 200 OK|X-A: 1, 200, ''",
    "HEAD, HTTP/1.1 404 Not Found|Content-Length: 9, 404, 9",
    "HEAD, HTTP/1.1 204 No Content|X-A: 1, 204, ''",
    "GET, HTTP/1.1 204 No Content|X-A: 1, 204, ''",
    "GET, HTTP/1.1 204 No Content|Content-Length: 0, 204, ''",
    "GET, HTTP/1.1 204 No Content|Content-Length: 9, 204, ''",
    "GET, HTTP/1.1 204 No Content|Transfer-Encoding: chunked, 204, ''",
    "DELETE, HTTP/1.1 204 No Content|X-A: 1, 204, ''",
    "GET, HTTP/1.1 304 Not Modified|ETag: \"a\", 304, ''",
    "GET, HTTP/1.1 304 Not Modified|Content-Length: 9, 304, 9",
    "GET, HTTP/1.1 304 Not Modified|Transfer-Encoding: chunked, 304, ''",
    "GET, HTTP/1.1 205 Reset Content|Content-Length: 0, 205, 0",
    "HEAD, HTTP/1.0 200 OK|Content-Length: 9, 200, 9"
  })
  void bodilessAnswer_keepsItsLengthAndGetsNoChunks(
      String method, String head, int status, String length) throws Exception {
    Wire.Exchange exchange = wire.put(head.replace("|", "\r\n") + "\r\n\r\n");
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head(method) + "\r\n").readAnswer(method);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.field("content-length")).isEqualTo(length);
      assertThat(answer.field("transfer-encoding")).isEmpty();
      Answer next =
          client.send("GET /api/2.0/next HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
      assertThat(next.body()).isEqualTo(Wire.RIGHT);
    }
  }

  /** Of the two challenges one is to the client, the other to this hop (RFC 9110 11.6, 11.7). */
  @ParameterizedTest
  @ValueSource(
      strings = {"200 OK", "401 Unauthorized", "403 Forbidden", "407 Proxy Authentication"})
  void challenge_ofTheOriginCrosses_ofAProxyDoesNot(String status) throws Exception {
    Wire.Exchange exchange =
        wire.put(
            "HTTP/1.1 "
                + status
                + "\r\nWWW-Authenticate: Bearer realm=\"a\", Basic realm=\"b\"\r\n"
                + "WWW-Authenticate: Negotiate\r\nProxy-Authenticate: Basic\r\n"
                + "Proxy-Authentication-Info: x\r\nContent-Length: 2\r\n\r\n{}");
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(answer.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(answer.head().lines().filter(line -> line.contains("uthenticat")))
          .filteredOn(line -> !line.startsWith("HTTP/"))
          .containsExactly(
              "WWW-Authenticate: Bearer realm=\"a\", Basic realm=\"b\"",
              "WWW-Authenticate: Negotiate");
    }
  }

  static Stream<Row> answers() {
    String parts =
        "--b\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/9\r\n\r\nab\r\n--b\r\n"
            + "Content-Range: bytes 4-5/9\r\n\r\nef\r\n--b--\r\n";
    return Stream.of(
        new Row(
            "range",
            "206 Partial Content",
            List.of("Content-Range: bytes 2-4/9", "ETag: \"v\"", "Accept-Ranges: bytes"),
            "cde"),
        new Row(
            "ranges",
            "206 Partial Content",
            List.of("Content-Type: multipart/byteranges; boundary=b"),
            parts),
        new Row(
            "no such range",
            "416 Range Not Satisfiable",
            List.of("Content-Range: bytes */9", "Content-Type: application/json"),
            "{\"error_code\":\"X\",\"message\":\"m\"}"),
        new Row("the whole instead of a range", "200 OK", List.of("ETag: \"w\""), "abcdefghi"),
        new Row(
            "compressed",
            "200 OK",
            List.of("Content-Encoding: gzip", "Vary: Accept-Encoding"),
            "\u001f\u008b\b\0not really"),
        new Row("unknown coding", "200 OK", List.of("Content-Encoding: zstd, br"), "\u00ff\u00fe"),
        new Row("cached", "200 OK", List.of("Age: 5", "Warning: 110 - x", "Server: theirs"), "abc"),
        new Row(
            "for later",
            "202 Accepted",
            List.of("Location: /api/2.0/later", "Retry-After: 9", "Link: <a>; rel=next"),
            "{}"),
        new Row("a redirect", "302 Found", List.of("Location: https://elsewhere.example/x"), ""),
        new Row(
            "odd status", "299 Miscellaneous Persistent", List.of("X-A: a, b", "X-a: c"), "abc"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answer_crossesAsItIs(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(row.bytes());
    try (RawClient client = wire.client()) {
      client.send(
          exchange.head("GET")
              + "Range: bytes=2-4\r\nIf-Range: \"v\"\r\nAccept-Encoding: gzip, zstd\r\n\r\n");
      Answer answer = client.readAnswer();
      assertThat(answer.head()).startsWith("HTTP/1.1 " + row.status + "\r\n");
      assertThat(answer.head().split("\r\n")).contains(row.fields.toArray(String[]::new));
      assertThat(answer.body()).isEqualTo(row.body);
      assertThat(wire.calls().getLast().field("range")).isEqualTo("bytes=2-4");
      assertThat(wire.calls().getLast().field("if-range")).isEqualTo("\"v\"");
      assertThat(wire.calls().getLast().field("accept-encoding")).isEqualTo("gzip, zstd");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "If-None-Match: \"a\", W/\"b\"",
        "If-Match: *",
        "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT",
        "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT"
      })
  void condition_crossesAsItIs(String field) throws Exception {
    Wire.Exchange exchange = wire.put("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + field + "\r\n\r\n").readAnswer();
      assertThat(List.of(answer.status(), answer.field("etag"))).isEqualTo(List.of(304, "\"a\""));
      assertThat(wire.calls().getLast().head()).contains(field + "\r\n");
    }
  }

  @Test
  void date_ofTheOrigin_isKept() throws Exception {
    String date = "Thu, 01 Jan 1970 00:00:00 GMT";
    Wire.Exchange exchange =
        wire.put("HTTP/1.1 200 OK\r\nDate: " + date + "\r\nContent-Length: 0\r\n\r\n");
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      assertThat(answer.head().split("\r\n"))
          .filteredOn(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("date:"))
          .containsExactly("Date: " + date);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 3\r\n\r\n"
      })
  void date_missing_isAdded(String bytes) throws Exception {
    Wire.Exchange exchange = wire.put(bytes);
    try (RawClient client = wire.client()) {
      Answer answer = client.send(exchange.head("GET") + "\r\n").readAnswer();
      Instant date =
          ZonedDateTime.parse(answer.field("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
              .toInstant();
      assertThat(answer.field("date")).matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} .* GMT");
      assertThat(Duration.between(date, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }
  }
}
