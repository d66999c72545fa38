package io.lakegate.gateway.forward;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final long DISCONNECT_MILLIS = 100;

  @Test
  void forward_request_bytesOfTargetAndFieldsCrossAndCredentialsAreOurs() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "GET /api/2.0/a%20b/%C3%A9?x=1+2&x=%2B&y=;[] HTTP/1.1\r\n"
              + "Host: localhost:1\r\n"
              + "Authorization: Bearer from-the-client\r\n"
              + "authorization_: kept\r\n"
              + "Cookie: a=b\r\n"
              + "X-Api-Key: k\r\n"
              + "Api_Key: k\r\n"
              + "X_Forwarded_For: 1.2.3.4\r\n"
              + "Forwarded: for=1.2.3.4\r\n"
              + "X-Real-IP: 1.2.3.4\r\n"
              + "Lakegate-Profile: DEFAULT\r\n"
              + "X-Databricks-GCP-SA-Access-Token: t\r\n"
              + "Connection: keep-alive, X-Hop\r\n"
              + "X-Hop: secret\r\n"
              + "Keep-Alive: timeout=5\r\n"
              + "TE: trailers\r\n"
              + "Upgrade: h2c\r\n"
              + "Proxy-Authorization: Basic x\r\n"
              + "X-Twice: one\r\n"
              + "X-Twice: two\r\n"
              + "Accept-Encoding: gzip\r\n"
              + "User-Agent: tool/1.0 auth/azure-cli auth/pat\r\n\r\n");

      assertThat(client.readAnswer().status()).isEqualTo(200);

      FakeOrigin.Call call = origin.calls().getFirst();
      assertThat(call.requestLine())
          .isEqualTo("GET /api/2.0/a%20b/%C3%A9?x=1+2&x=%2B&y=;[] HTTP/1.1");
      assertThat(call.fields("authorization")).containsExactly("Bearer test-token");
      assertThat(call.field("host")).isEqualTo(origin.url().getAuthority());
      assertThat(call.field("authorization_")).isEqualTo("kept");
      assertThat(call.fields("x-twice")).containsExactly("one", "two");
      assertThat(call.field("accept-encoding")).isEqualTo("gzip");
      assertThat(call.field("via")).startsWith("1.1 lakegate-");
      assertThat(call.field("user-agent")).startsWith("tool/1.0 auth/pat lakegate/");
      for (String dropped :
          List.of(
              "cookie",
              "x-api-key",
              "api_key",
              "x_forwarded_for",
              "forwarded",
              "x-real-ip",
              "lakegate-profile",
              "x-databricks-gcp-sa-access-token",
              "connection",
              "x-hop",
              "keep-alive",
              "te",
              "upgrade",
              "proxy-authorization",
              "content-length",
              "transfer-encoding")) {
        assertThat(call.fields(dropped)).as(dropped).isEmpty();
      }
    }
  }

  @Test
  void forward_answer_fieldsCrossButNotThoseOfTheHop() throws IOException {
    FakeOrigin.Script script =
        call ->
            call.send(
                "HTTP/1.1 203 Very Own Reason\r\nContent-Length: 2\r\nX-A: 1\r\nX-A: 2\r\n"
                    + "Set-Cookie: a=b\r\nStrict-Transport-Security: max-age=1\r\nAlt-Svc: h3\r\n"
                    + "Clear-Site-Data: \"*\"\r\nAccess-Control-Allow-Origin: *\r\n"
                    + "Connection: X-Hop\r\nX-Hop: 1\r\nKeep-Alive: timeout=1\r\n"
                    + "Lakegate-Error: FAKED\r\nContent-Encoding: gzip\r\n\r\nok");
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(GET).readAnswer();

      assertThat(answer.head()).startsWith("HTTP/1.1 203 Very Own Reason\r\n");
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(answer.head()).contains("X-A: 1\r\n").contains("X-A: 2\r\n");
      assertThat(answer.field("content-encoding")).isEqualTo("gzip");
      assertThat(answer.field("lakegate-request-id")).matches("[0-9a-f]{16}");
      assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
      assertThat(answer.field("lakegate-profile")).isEqualTo("DEFAULT");
      assertThat(answer.field("server-timing"))
          .matches(
              "queue;dur=\\d+\\.\\d\\d, auth;dur=\\d+\\.\\d\\d, origin;dur=\\d+\\.\\d\\d, total;dur=\\d+\\.\\d\\d");
      for (String dropped :
          List.of(
              "set-cookie",
              "strict-transport-security",
              "alt-svc",
              "clear-site-data",
              "access-control-allow-origin",
              "connection",
              "x-hop",
              "keep-alive",
              "lakegate-error")) {
        assertThat(answer.field(dropped)).as(dropped).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "GET", "PROPFIND"})
  void forward_bodyWithLength_arrivesWhole(String method) throws IOException {
    FakeOrigin.Script echo =
        call -> {
          byte[] body = call.readBody();
          call.send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n");
          call.send(new String(body, StandardCharsets.ISO_8859_1));
        };
    String body = "x".repeat(100_000);
    try (FakeOrigin origin = FakeOrigin.start(echo);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          method
              + " /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
              + body);

      assertThat(client.readAnswer().body()).isEqualTo(body);
      assertThat(origin.calls().getFirst().field("content-length")).isEqualTo("100000");
      assertThat(client.send(GET).readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void forward_chunkedBothWays_arrivesWholeWithTrailers() throws IOException {
    FakeOrigin.Script echo =
        call -> {
          String body = new String(call.readBody(), StandardCharsets.ISO_8859_1);
          call.send(
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n"
                  + Integer.toHexString(body.length())
                  + "\r\n"
                  + body
                  + "\r\n0\r\nX-Sum: 7\r\nSet-Cookie: a=b\r\n\r\n");
        };
    try (FakeOrigin origin = FakeOrigin.start(echo);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "POST /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nTE: trailers\r\nConnection: TE\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\n\r\n");

      String head = client.readHead();
      assertThat(head).contains("transfer-encoding: chunked");
      String rest = new String(client.in().readNBytes(27), StandardCharsets.ISO_8859_1);
      assertThat(rest).isEqualTo("7\r\nabcdefg\r\n0\r\nX-Sum: 7\r\n\r\n");
      assertThat(origin.calls().getFirst().field("content-length")).isEmpty();
    }
  }

  @Test
  void forward_headAndBodilessStatuses_keepTheirLengthAndTheConnection() throws IOException {
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().startsWith("HEAD")) {
            call.send("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\n\r\n");
          } else if (call.requestLine().contains("304")) {
            call.send("HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\n\r\n");
          } else {
            call.send("HTTP/1.1 204 No Content\r\n\r\n");
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer head =
          client.send("HEAD /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer("HEAD");
      assertThat(head.field("content-length")).isEqualTo("12345");
      Answer unchanged =
          client.send("GET /api/2.0/304 HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
      assertThat(unchanged.status()).isEqualTo(304);
      assertThat(unchanged.field("transfer-encoding")).isEmpty();
      Answer empty = client.send(GET).readAnswer();
      assertThat(empty.status()).isEqualTo(204);
      assertThat(empty.field("transfer-encoding")).isEmpty();
      assertThat(empty.field("content-length")).isEmpty();
      assertThat(client.send(GET).readAnswer().status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"
      })
  void forward_originCutsItsBodyShort_clientsIsCutShortToo(String answer) throws IOException {
    FakeOrigin.Script cutting =
        call -> {
          call.send(answer);
          call.close();
        };
    try (FakeOrigin origin = FakeOrigin.start(cutting);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(GET);
      String head = client.readHead();
      assertThat(head).startsWith("HTTP/1.1 200");
      String body = readUntilClosed(client);
      assertThat(body).contains("half").doesNotContain("0\r\n\r\n");
    }
  }

  private static String readUntilClosed(RawClient client) {
    StringBuilder body = new StringBuilder();
    try {
      for (int b = client.in().read(); b >= 0; b = client.in().read()) {
        body.append((char) b);
      }
    } catch (IOException reset) {
      body.append("<reset>");
    }
    return body.toString();
  }

  /** An origin that thinks for as long as its client is there. */
  private static FakeOrigin.Script waiting(
      CompletableFuture<Boolean> arrived, CompletableFuture<Long> closed) {
    return call -> {
      arrived.complete(true);
      awaitEnd(call, closed);
    };
  }

  @Test
  void forward_clientLeavesBeforeTheHead_originSeesItAtOnce() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    try (FakeOrigin origin = FakeOrigin.start(waiting(arrived, closed));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      RawClient client = RawClient.connect(gateway.port());
      client.send(GET);
      arrived.get(10, TimeUnit.SECONDS);
      long left = System.nanoTime();
      client.close();
      assertWithin(closed.get(10, TimeUnit.SECONDS) - left);
    }
  }

  /** Until something is written to it, such a client looks like one that has left. */
  @Test
  void forward_clientEndsItsOutput_countsAsGone() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    try (FakeOrigin origin = FakeOrigin.start(waiting(arrived, closed));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(GET);
      arrived.get(10, TimeUnit.SECONDS);
      long ended = System.nanoTime();
      client.end();
      assertWithin(closed.get(10, TimeUnit.SECONDS) - ended);
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @Test
  void forward_clientLeavesWithinTheBody_originSeesItAtOnce() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    FakeOrigin.Script streaming =
        call -> {
          call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n");
          awaitEnd(call, closed);
        };
    try (FakeOrigin origin = FakeOrigin.start(streaming);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      RawClient client = RawClient.connect(gateway.port());
      client.send(GET);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      long left = System.nanoTime();
      client.close();
      assertWithin(closed.get(10, TimeUnit.SECONDS) - left);
    }
  }

  @Test
  void forward_clientLeavesWithinItsUpload_originSeesItAtOnce() throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    CompletableFuture<Boolean> arrived = new CompletableFuture<>();
    FakeOrigin.Script reading =
        call -> {
          call.in().readNBytes(4);
          arrived.complete(true);
          awaitEnd(call, closed);
        };
    try (FakeOrigin origin = FakeOrigin.start(reading);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      RawClient client = RawClient.connect(gateway.port());
      client.send("PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\ndata");
      arrived.get(10, TimeUnit.SECONDS);
      long left = System.nanoTime();
      client.close();
      assertWithin(closed.get(10, TimeUnit.SECONDS) - left);
    }
  }

  private static void awaitEnd(FakeOrigin.Call call, CompletableFuture<Long> closed) {
    try {
      while (call.in().read() >= 0) {}
    } catch (IOException reset) {
      // A reset is an end like any other here.
    }
    closed.complete(System.nanoTime());
  }

  private static void assertWithin(long nanos) {
    assertThat(Duration.ofNanos(nanos).toMillis()).isLessThan(DISCONNECT_MILLIS);
  }

  @Test
  void forward_expectContinue_isAnsweredOnceAndOnlyThenIsTheBodySent() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
              + "Content-Length: 4\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 100 Continue");
      client.send("data");
      assertThat(client.readAnswer().status()).isEqualTo(200);
      assertThat(origin.calls().getFirst().field("expect")).isEmpty();
    }
  }

  @Test
  void forward_expectContinueRefused_finalAnswerAndClosed() throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "PUT /nowhere HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
              + "Content-Length: 4\r\n\r\n");
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void forward_pipelinedRequests_areAnsweredInOrder() throws IOException {
    FakeOrigin.Script path =
        call -> {
          String line = call.requestLine();
          call.send(
              "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"
                  + line.charAt(line.indexOf(" HTTP") - 1));
        };
    try (FakeOrigin origin = FakeOrigin.start(path);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      StringBuilder requests = new StringBuilder();
      for (String n : "123456".split("")) {
        requests.append("GET /api/").append(n).append(" HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      client.send(requests.toString());
      StringBuilder answers = new StringBuilder();
      for (int i = 0; i < 6; i++) {
        answers.append(client.readAnswer().body());
      }
      assertThat(answers).hasToString("123456");
    }
  }

  @Test
  void forward_http10Client_bodyEndsWithTheConnection() throws IOException {
    FakeOrigin.Script chunked =
        call ->
            call.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n0\r\n\r\n");
    try (FakeOrigin origin = FakeOrigin.start(chunked);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /api/x HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
      Answer answer = client.readAnswer();
      assertThat(answer.field("transfer-encoding")).isEmpty();
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(answer.body()).isEqualTo("data");
    }
  }

  @Test
  void forward_originIsDown_502AndNothingWasSent() throws IOException {
    FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
    try (TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("retry-timeout", "0s").start();
        RawClient client = RawClient.connect(gateway.port())) {
      origin.close();
      Answer answer = client.send(GET).readAnswer();
      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.field("lakegate-error")).isEqualTo("ORIGIN_UNREACHABLE");
      assertThat(answer.field("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void forward_silentOrigin_504() throws IOException {
    FakeOrigin.Script silent = call -> call.in().read();
    try (FakeOrigin origin = FakeOrigin.start(silent);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("http-timeout", "200ms")
                .flag("retry-timeout", "0s")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(GET).readAnswer();
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.field("lakegate-error")).isEqualTo("ORIGIN_TIMEOUT");
    }
  }

  /** A client that sends its upload in pieces, and the origin that reads it. */
  private static Answer upload(RawClient client, Duration pause) throws Exception {
    client.send("PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\n");
    for (int piece = 0; piece < 5; piece++) {
      new CompletableFuture<Void>().completeOnTimeout(null, pause.toMillis(), MILLISECONDS).get();
      client.send("0123456789");
    }
    return client.readAnswer();
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 700})
  void forward_uploadTakesLongerThanTheSilenceAllowed_isNoSilence(int pauseMillis)
      throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("http-timeout", "500ms").start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(upload(client, Duration.ofMillis(pauseMillis)).status()).isEqualTo(200);
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT /api/2.0/x", "POST /api/2.2/jobs/run-now"})
  void forward_clientStopsWithinItsBody_408AndClosed(String line) throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    try (FakeOrigin origin = FakeOrigin.start(call -> awaitEnd(call, closed));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("client-idle-timeout", "1s")
                .flag("http-timeout", "200ms")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(line + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf");
      Answer answer = client.readAnswer();
      Refusal.of(answer).is(408, "REQUEST_TIMEOUT");
      assertThat(client.isClosedByServer()).isTrue();
      if (line.startsWith("PUT")) {
        assertThat(closed.get(10, TimeUnit.SECONDS)).isPositive();
      } else {
        assertThat(origin.calls()).isEmpty();
      }
    }
  }

  @Test
  void forward_silenceAfterAnUpload_504() throws Exception {
    FakeOrigin.Script silent = call -> awaitEnd(call, new CompletableFuture<>());
    try (FakeOrigin origin = FakeOrigin.start(silent);
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("http-timeout", "500ms")
                .flag("retry-timeout", "0s")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = upload(client, Duration.ofMillis(150));
      assertThat(answer.status()).isEqualTo(504);
      assertThat(answer.field("lakegate-error")).isEqualTo("ORIGIN_TIMEOUT");
    }
  }

  @Test
  void forward_originTakesNoMoreOfAnUpload_504() throws Exception {
    CompletableFuture<Boolean> over = new CompletableFuture<>();
    int length = 64 * 1024 * 1024;
    try (FakeOrigin origin = FakeOrigin.start(_ -> over.join());
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("http-timeout", "500ms").start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n");
      Thread.ofVirtual().start(() -> sendWhatIsTaken(client, new byte[length]));
      assertThat(client.readHead()).startsWith("HTTP/1.1 504");
      over.complete(true);
    }
  }

  private static void sendWhatIsTaken(RawClient client, byte[] bytes) {
    try {
      client.send(bytes);
    } catch (IOException answeredAndClosed) {
      // The gateway has given its answer and reads no further.
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 200})
  void forward_answerBeforeTheBodyIsSent_bothConnectionsComeClean(int status) throws Exception {
    CompletableFuture<Long> closed = new CompletableFuture<>();
    FakeOrigin.Script early =
        call -> {
          if (call.requestLine().startsWith("GET")) {
            FakeOrigin.json("{}").answer(call);
            return;
          }
          call.send("HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\nno");
          awaitEnd(call, closed);
        };
    try (FakeOrigin origin = FakeOrigin.start(early);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8\r\n\r\nhalf");
      assertThat(client.readAnswer().body()).isEqualTo("no");
      assertThat(closed.get(10, TimeUnit.SECONDS)).isPositive();
      client.send("half" + GET);
      assertThat(client.readAnswer().body()).isEqualTo("{}");
    }
  }
}
