package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.RawClient;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trailer fields: for clients that take them, and only those that may stand there (RFC 9110 6.5).
 */
final class TrailersIT {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n4\r\nbody\r\n0\r\n";

  private static Wire wire;

  record Row(String name, String fields, String end) {
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

  static Stream<Row> clients() {
    String relayed = "0\r\nX-Sum: 7\r\n\r\n";
    String dropped = "0\r\n\r\n";
    return Stream.of(
        new Row("takes them", "TE: trailers\r\nConnection: TE\r\n", relayed),
        new Row("takes them, in capitals", "TE: Trailers\r\n", relayed),
        new Row("takes them among others", "TE: gzip;q=0.5, trailers\r\n", relayed),
        new Row("takes them in another line", "TE: gzip\r\nTE: trailers\r\n", relayed),
        new Row("says nothing", "", dropped),
        new Row("takes something else", "TE: gzip\r\n", dropped),
        new Row("takes what only sounds so", "TE: x-trailers, trailersx\r\n", dropped));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void trailers_areRelayedToWhoTakesThem(Row row) throws Exception {
    Wire.Exchange exchange = wire.put(HEAD + "X-Sum: 7\r\n\r\n");
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET") + row.fields + "\r\n");
      String head = client.readHead();
      boolean relayed = row.end.length() > 5;
      assertThat(head.toLowerCase(java.util.Locale.ROOT).contains("trailer: x-sum"))
          .isEqualTo(relayed);
      assertThat(restOf(client, "4\r\nbody\r\n" + row.end)).isEqualTo("4\r\nbody\r\n" + row.end);
      wire.assertNextIsRight();
    }
  }

  private static String restOf(RawClient client, String expected) throws IOException {
    byte[] read = client.in().readNBytes(expected.length());
    return new String(read, java.nio.charset.StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 4",
        "Transfer-Encoding: chunked",
        "Trailer: X-A",
        "Connection: close",
        "Keep-Alive: timeout=5",
        "TE: trailers",
        "Upgrade: h2c",
        "Host: elsewhere",
        "Authorization: Bearer x",
        "WWW-Authenticate: Basic",
        "Authentication-Info: x",
        "Proxy-Authenticate: Basic",
        "Set-Cookie: a=b",
        "Content-Encoding: gzip",
        "Content-Type: text/html",
        "Content-Range: bytes 0-3/4",
        "Content_Length: 4",
        "Cache-Control: no-store",
        "Expires: 0",
        "Date: Thu, 01 Jan 1970 00:00:00 GMT",
        "Location: /",
        "Retry-After: 1",
        "Vary: *",
        "Strict-Transport-Security: max-age=1",
        "Access-Control-Allow-Origin: *",
        "Lakegate-Error: FAKED"
      })
  void trailer_thatMayNotBeOne_isDropped(String field) throws Exception {
    Wire.Exchange exchange = wire.put(HEAD + field + "\r\nX-Sum: 7\r\n\r\n");
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET") + "TE: trailers\r\nConnection: TE\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      String rest = "4\r\nbody\r\n0\r\nX-Sum: 7\r\n\r\n";
      assertThat(restOf(client, rest)).isEqualTo(rest);
      wire.assertNextIsRight();
    }
  }

  @Test
  void trailers_ofAnAnswerToHttp10_areDropped() throws Exception {
    Wire.Exchange exchange = wire.put(HEAD + "X-Sum: 7\r\n\r\n");
    try (RawClient client = wire.client()) {
      client.send(exchange.head("GET").replace("HTTP/1.1", "HTTP/1.0") + "TE: trailers\r\n\r\n");
      assertThat(client.readHead()).doesNotContain("X-Sum");
      assertThat(Wire.readUntilClosed(client)).isEqualTo("body");
    }
  }

  /** The library tells nobody of a request's trailers; what a client sends there ends here. */
  @Test
  void trailers_ofARequest_areDropped() throws Exception {
    try (RawClient client = wire.client()) {
      client.send(
          "POST /api/2.0/trailed HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
              + "Trailer: X-Sum\r\n\r\n4\r\nbody\r\n0\r\nX-Sum: 7\r\nAuthorization: Bearer x\r\n\r\n");
      assertThat(client.readAnswer().body()).isEqualTo(Wire.RIGHT);
      assertThat(wire.calls().getLast().field("trailer")).isEmpty();
      wire.assertNextIsRight();
    }
  }
}
