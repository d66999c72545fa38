package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.Doors;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the guard, over real sockets, through each door. */
final class GuardIT {

  private static final String HOST = "Host: localhost\r\n";

  @TempDir private static Path dir;
  private static FakeOrigin origin;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    origin = FakeOrigin.start(FakeOrigin.json("{}"));
    gateway =
        TestGateway.gateway()
            .origin(origin)
            .flag("listen", "127.0.0.1:0", "unix:" + dir.resolve("gateway.sock"))
            .flag("guard.allowed-hosts", "gateway.internal")
            .flag("guard.allowed-origins", "http://localhost:3000")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
  }

  private static List<Doors.Door> doors() {
    return Doors.of(gateway.port(), dir.resolve("gateway.sock")).all();
  }

  /** A request, what it is refused with, and whether the connection ends. */
  record Row(String name, String request, int status, String code, boolean closes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Row row(String name, String request, int status, String code) {
    return new Row(name, request, status, code, true);
  }

  private static Row host(String field) {
    return row(
        "host " + field, "GET /api/2.0/x HTTP/1.1\r\n" + field + "\r\n", 421, "HOST_NOT_ALLOWED");
  }

  private static Row badHost(String fields) {
    return row(
        "host '" + fields + "'", "GET /api/2.0/x HTTP/1.1\r\n" + fields + "\r\n", 400, "BAD_HOST");
  }

  private static Row browser(String method, String field) {
    return row(
        method + " " + field,
        method + " /api/2.0/x HTTP/1.1\r\n" + HOST + field + "\r\n\r\n",
        403,
        "BROWSER_REQUEST_REFUSED");
  }

  private static Row target(String target) {
    return row(
        target, "GET " + target + " HTTP/1.1\r\n" + HOST + "\r\n", 400, "BAD_REQUEST_TARGET");
  }

  private static Row version(String version) {
    return row(
        version,
        "GET /api/2.0/x " + version + "\r\n" + HOST + "\r\n",
        505,
        "HTTP_VERSION_NOT_SUPPORTED");
  }

  private static Row field(String name, String fields, String code) {
    return row(name, "POST /api/2.0/x HTTP/1.1\r\n" + HOST + fields + "\r\n", 400, code);
  }

  static Stream<Row> hosts() {
    return Stream.of(
        badHost(""),
        badHost("Host:\r\n"),
        badHost("Host: localhost\r\nHost: localhost\r\n"),
        badHost("Host: localhost\r\nhost: evil.example\r\n"),
        badHost("Host: user@localhost\r\n"),
        badHost("Host: localhost:x\r\n"),
        badHost("Host: localhost, evil.example\r\n"),
        host("Host: evil.example\r\n"),
        host("Host: localhost.evil.example:8484\r\n"),
        host("Host: 127.0.0.1.nip.io\r\n"),
        host("Host: 0.0.0.0\r\n"),
        host("Host: [::2]\r\n"),
        host("Host: other.internal\r\n"));
  }

  static Stream<Row> browsers() {
    Stream<String> methods =
        Stream.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND");
    return Stream.concat(
        methods.map(method -> browser(method, "Origin: https://evil.example")),
        Stream.of(
            browser("GET", "Origin: null"),
            browser("GET", "Origin: http://localhost"),
            browser("GET", "Sec-Fetch-Site: cross-site"),
            browser("POST", "Sec-Fetch-Site: same-site"),
            browser("GET", "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate"),
            browser(
                "OPTIONS",
                "Origin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"
                    + "Access-Control-Request-Private-Network: true")));
  }

  static Stream<Row> targets() {
    return Stream.of(
        target("http://evil.example/api/2.0/x"),
        target("http://localhost/api/2.0/x"),
        target("//evil.example/api/2.0/x"),
        target("@evil.example/api"),
        target("evil.example:443"),
        target("api/2.0/x"),
        target("*"),
        target("/api/2.0/x#fragment"),
        target("/api/../admin"),
        target("/api/%2e%2e/admin"),
        target("/api/%252e%252e/admin"),
        target("/api/.%2E/admin"),
        target("/api/..;x/admin"),
        target("/api/..%2fadmin"),
        target("/api/2.0\\x"),
        target("/api/2.0/%5cx"),
        target("/api/2.0/%00"),
        target("/api/2.0/%c0%ae%c0%ae/"),
        target("/api/2.0/%zz"),
        target("/api/2.0/\u00e9"),
        target("/api/2.0/x?q=\u00e9"),
        target("/api/2.0/a b"),
        target("/api/2.0/x?q=a b  c"),
        target("/api/2.0/a\tb"),
        row("space, 1.0", "GET /a b HTTP/1.0\r\n" + HOST + "\r\n", 400, "BAD_REQUEST_TARGET"),
        row(
            "CONNECT",
            "CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + "\r\n",
            400,
            "BAD_REQUEST_TARGET"),
        row("TRACE", "TRACE /api/2.0/x HTTP/1.1\r\n" + HOST + "\r\n", 400, "BAD_REQUEST_TARGET"));
  }

  static Stream<Row> messages() {
    String chunked = "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        field("two lengths", "Content-Length: 1\r\nContent-Length: 2\r\n", "BAD_REQUEST"),
        field("length and chunks", "Content-Length: 1\r\n" + chunked, "BAD_REQUEST"),
        field("no number", "Content-Length: +1\r\n", "BAD_REQUEST"),
        field("negative", "Content-Length: -1\r\n", "BAD_REQUEST"),
        field("other coding", "Transfer-Encoding: gzip\r\n", "BAD_REQUEST"),
        field("coding before chunks", "Transfer-Encoding: gzip, chunked\r\n", "BAD_HEADER"),
        field("chunks twice", chunked + chunked, "BAD_REQUEST"),
        field("space before colon", "X-A : 1\r\n", "BAD_REQUEST"),
        field("NUL in a value", "X-A: a\0b\r\n", "BAD_REQUEST"),
        field("CR in a value", "X-A: a\rb\r\n", "BAD_REQUEST"),
        field("no name", ": 1\r\n", "BAD_HEADER"),
        field("two types", "Content-Type: a/b\r\nContent-Type: c/d\r\n", "BAD_HEADER"),
        field("two profiles", "Lakegate-Profile: a\r\nLakegate-Profile: b\r\n", "BAD_HEADER"),
        row(
            "expectation",
            "PUT /api/2.0/x HTTP/1.1\r\n" + HOST + "Expect: x\r\nContent-Length: 1\r\n\r\n",
            417,
            "EXPECTATION_FAILED"),
        row("no such version", "GET /a b HTTP/9\r\n" + HOST + "\r\n", 400, "BAD_REQUEST"),
        row("word behind", "GET /a HTTP/1.1 b\r\n" + HOST + "\r\n", 400, "BAD_REQUEST"),
        version("HTTP/2.0"),
        version("HTTP/1.2"),
        row("http/1.1", "GET /api/2.0/x http/1.1\r\nHost: localhost\r\n\r\n", 400, "BAD_REQUEST"),
        row("preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "HTTP_VERSION_NOT_SUPPORTED"),
        row("no version", "GET /api/2.0/x\r\n" + HOST + "\r\n", 400, "BAD_REQUEST"),
        row("no HTTP", "\u0016\u0003\u0001\u0002\r\n\r\n", 400, "BAD_REQUEST"),
        row(
            "long line",
            "GET /api/" + "x".repeat(70_000) + " HTTP/1.1\r\n" + HOST + "\r\n",
            414,
            "URI_TOO_LONG"),
        row(
            "large head",
            "GET /api/2.0/x HTTP/1.1\r\n" + HOST + "X-A: " + "x".repeat(140_000) + "\r\n\r\n",
            431,
            "HEADERS_TOO_LARGE"));
  }

  @ParameterizedTest
  @MethodSource({"hosts", "browsers", "targets", "messages"})
  void guard_refusesThroughEveryDoor_andNothingReachesTheOrigin(Row row) throws IOException {
    for (Doors.Door door : doors()) {
      int before = origin.calls().size();
      try (RawClient client = door.connect()) {
        client.send(row.request);
        String method = row.request.startsWith("HEAD ") ? "HEAD" : "GET";
        Answer answer = client.readAnswer(method);
        assertRefused(row, method, answer);
        assertThat(answer.field("connection")).isEqualTo(row.closes ? "close" : "");
        assertThat(client.isClosedByServer()).isTrue();
      }
      assertThat(origin.calls()).hasSize(before);
    }
  }

  private static void assertRefused(Row row, String method, Answer answer) {
    assertThat(answer.head()).matches("(?s)HTTP/1\\.[01] .*");
    assertThat(answer.field("lakegate-request-id")).matches("[0-9a-f]{16}");
    assertThat(answer.field("lakegate-attempts")).isEqualTo("0");
    assertThat(answer.field("lakegate-profile")).isEqualTo("DEFAULT");
    assertThat(answer.field("server-timing")).contains("total;dur=");
    if (method.equals("HEAD")) {
      assertThat(answer.status()).isEqualTo(row.status);
      assertThat(answer.field("lakegate-error")).isEqualTo(row.code);
      assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
      return;
    }
    Refusal refusal = Refusal.of(answer).is(row.status, row.code);
    assertThat(refusal.errorCode()).isEqualTo(row.code);
    assertThat(refusal.message()).doesNotContain("evil");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: LOCALHOST:1",
        "Host: 127.0.0.1:8484",
        "Host: [::1]:8484",
        "Host: gateway.internal:80",
        "Host: localhost\r\nSec-Fetch-Mode: cors",
        "Host: localhost\r\nSec-Fetch-Site: none",
        "Host: localhost\r\nOrigin: http://localhost:3000\r\nSec-Fetch-Site: same-site",
        "Host: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AA",
        "Host: localhost\r\nConnection: close"
      })
  void guard_letsThrough_andNamesNoOrigin(String fields) throws IOException {
    for (Doors.Door door : doors()) {
      try (RawClient client = door.connect()) {
        Answer answer =
            client.send("GET /api/2.0/x HTTP/1.1\r\n" + fields + "\r\n\r\n").readAnswer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control-");
      }
    }
  }

  @Test
  void guard_foldedLine_isUnfoldedOrRefused() throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /api/2.0/folded HTTP/1.1\r\n" + HOST + "X-A: one\r\n two\r\n\r\n");
      Answer answer = client.readAnswer();
      if (answer.status() == 200) {
        assertThat(origin.calls().getLast().field("x-a")).isEqualTo("one two");
      } else {
        Refusal.of(answer).is(400, "BAD_REQUEST");
      }
    }
  }

  @Test
  void guard_ownViaComesBack_isALoop() throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /api/2.0/first HTTP/1.1\r\n" + HOST + "\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
      String via = origin.calls().getLast().field("via");
      int before = origin.calls().size();

      client.send("GET /api/2.0/x HTTP/1.1\r\n" + HOST + "Via: 1.0 other, " + via + "\r\n\r\n");
      Refusal.of(client.readAnswer()).is(508, "LOOP_DETECTED");
      assertThat(origin.calls()).hasSize(before);

      client.send("GET /api/2.0/x HTTP/1.1\r\n" + HOST + "Via: 1.0 other\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
      assertThat(origin.calls().getLast().field("via")).isEqualTo("1.0 other, " + via);
    }
  }

  /** What follows a refusal cannot be trusted, whether it is its body or another request. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/2.0/pipelined", "/nowhere", "//refused", "/no HTTP"})
  void guard_nothingAfterARefusal_isAnswered(String next) throws IOException {
    int before = origin.calls().size();
    String smuggled = "GET /api/2.0/smuggled HTTP/1.1\r\n" + HOST + "\r\n";
    String following = "GET " + next + " HTTP/1.1\r\n" + HOST + "\r\n";
    for (int i = 0; i < 50; i++) {
      try (RawClient client = RawClient.connect(gateway.port())) {
        client.send(
            "POST //x HTTP/1.1\r\n"
                + HOST
                + "Content-Length: "
                + smuggled.length()
                + "\r\n\r\n"
                + smuggled
                + following);
        Refusal.of(client.readAnswer()).is(400, "BAD_REQUEST_TARGET");
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
    assertThat(origin.calls()).hasSize(before);
  }
}
