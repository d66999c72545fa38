package io.lakegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.TestSandbox.Reply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SandboxTest {
  private static final String ME = "/api/2.0/preview/scim/v2/Me";

  private final TestSandbox test = TestSandbox.start();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void start_onPort0_tellsTheChosenOne() {
    assertThat(test.sandbox().port()).isPositive();
    assertThat(test.sandbox().url()).hasToString("http://127.0.0.1:" + test.sandbox().port());
  }

  @Test
  void start_onABusyPort_fails() {
    Vertx vertx = Vertx.vertx();
    SandboxConfig config = SandboxConfig.defaults().withPort(test.sandbox().port());

    assertThatThrownBy(() -> Sandbox.start(vertx, config).await())
        .hasStackTraceContaining("Address already in use");
    vertx.close().await();
  }

  @Test
  void url_ofAnIpv6Address_hasBrackets() {
    assertThat(SandboxVerticle.url("::1", 80)).hasToString("http://[::1]:80");
  }

  @Test
  void verticle_beforeItsStart_hasNoPortAndNoCounters() {
    SandboxVerticle verticle = new SandboxVerticle(SandboxConfig.defaults());

    assertThatThrownBy(verticle::url).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(verticle::counters).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void close_stopsListening() {
    int port = test.sandbox().port();
    test.get(ME);
    test.sandbox().close().await();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    assertThat(test.sandbox().counters().totalRequests()).isEqualTo(1);
    assertThat(test.sandbox().close().isComplete()).isTrue();
  }

  @Test
  void counters_afterRequests_tellThemByMethodAndPath() {
    test.get(ME + "?attributes=id");
    test.get(ME);
    test.post("/oidc/v1/token", "x");
    test.post("/oidc/accounts/a/v1/token", "x");
    test.send("PUT", "/api/2.0/fs/files/Volumes/a/b/c/d", BodyPublishers.ofString("12345"));

    SandboxCounters counters = test.sandbox().counters();

    assertThat(counters.requests("GET " + ME)).isEqualTo(2);
    assertThat(counters.requests("GET /none")).isZero();
    assertThat(counters.tokenRequests()).isEqualTo(2);
    assertThat(counters.totalRequests()).isEqualTo(5);
    assertThat(counters.openRequests()).isZero();
    assertThat(counters.abortedRequests()).isZero();
    assertThat(counters.bytesReceived()).isEqualTo(1 + 1 + 5);
    assertThat(counters.bytesSent()).isPositive();
  }

  @Test
  void counters_overHttp_tellTheSameAndDoNotCountThemselves() {
    test.get(ME);

    JsonNode json = test.get("/sandbox/counters").json();

    assertThat(json.path("total_requests").asLong()).isEqualTo(1);
    assertThat(json.path("requests").path("GET " + ME).asLong()).isEqualTo(1);
    assertThat(json.path("open_requests").asLong()).isZero();
    assertThat(json.path("bytes_sent").asLong()).isEqualTo(test.sandbox().counters().bytesSent());
  }

  @Test
  void counters_afterTriggers_tellWhatBegan() {
    String statements = "/api/2.0/sql/statements";
    test.post(statements, "{}");
    test.post("/sandbox/faults", "{\"path\":\"" + statements + "\",\"after\":true,\"status\":503}");
    test.post(statements, "{}");
    test.post("/sandbox/faults", "{\"path\":\"" + statements + "\",\"status\":503}");
    test.post(statements, "{}");

    assertThat(test.sandbox().counters().operations("StatementExecutionFinished")).isEqualTo(2);
    assertThat(test.sandbox().counters().operations("AppDeleted")).isZero();
    assertThat(
            test.get("/sandbox/counters")
                .json()
                .path("operations")
                .path("StatementExecutionFinished")
                .asInt())
        .isEqualTo(2);
  }

  @Test
  void reset_goesBackToTheStart() {
    test.post("/api/2.2/jobs/create", "{\"name\":\"mine\"}");
    test.post("/sandbox/faults", "{\"path\":\"/api\",\"status\":500,\"times\":\"always\"}");

    assertThat(test.post("/sandbox/reset", "").status()).isEqualTo(200);

    assertThat(test.get("/sandbox/counters").json().path("total_requests").asLong()).isZero();
    Reply jobs = test.get("/api/2.2/jobs/list?name=mine");
    assertThat(jobs.text()).isEqualTo("{\"has_more\":false}");
  }

  @Test
  void unknownPath_is404InThePlatformsShape() {
    Reply reply = test.get("/api/2.0/nothing/here?x=1");

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.text())
        .isEqualTo(
            "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"No API found for 'GET"
                + " /api/2.0/nothing/here'\"}");
    assertThat(reply.header("x-request-id")).isNotEmpty();
    assertThat(test.post(ME, "{}").errorCode()).isEqualTo("ENDPOINT_NOT_FOUND");
    assertThat(test.get("/api/x/clusters/list").status()).isEqualTo(404);
  }

  @Test
  void anyVersionAndTrailingSlash_areTheSameApi() {
    assertThat(test.get("/api/2.0/clusters/list").status()).isEqualTo(200);
    assertThat(test.get("/api/12.34/clusters/list/").status()).isEqualTo(200);
  }

  @Test
  void body_thatIsNoJsonObject_isMalformed() {
    for (String body : new String[] {"{", "[]", "{} {}", "7"}) {
      Reply reply = test.post("/api/2.2/jobs/create", body);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.errorCode()).isEqualTo("MALFORMED_REQUEST");
    }
  }

  @Test
  void body_thatIsTooLarge_isRefused() {
    Reply reply = test.post("/api/2.2/jobs/create", " ".repeat(4 * 1024 * 1024 + 1));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.errorCode()).isEqualTo("MAX_REQUEST_SIZE_EXCEEDED");
  }

  @Test
  void connection_withTwoRequests_answersBoth() throws IOException {
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n"
            .formatted(ME, TestSandbox.TOKEN);

    String answers = test.raw(request + "\r\n" + request + "Connection: close\r\n\r\n");

    assertThat(answers.split("HTTP/1.1 200 OK")).hasSize(3);
  }

  @Test
  void client_thatLeavesWhileSending_isCountedAsAborted() throws IOException {
    try (Socket socket = test.socket()) {
      socket
          .getOutputStream()
          .write(
              "POST /api/2.0/sandbox/sink HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 100\r\n\r\nhalf"
                  .formatted(TestSandbox.TOKEN)
                  .getBytes(StandardCharsets.US_ASCII));
      TestSandbox.eventually(() -> test.sandbox().counters().bytesReceived() == 4);
    }

    TestSandbox.eventually(() -> test.sandbox().counters().abortedRequests() == 1);
    assertThat(test.sandbox().counters().openRequests()).isZero();
  }
}
