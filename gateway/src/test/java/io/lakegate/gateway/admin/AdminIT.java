package io.lakegate.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Probes and metrics, on the listener that is guarded and on the one that is not. */
final class AdminIT {

  private static final String LOCAL = "Host: localhost\r\n";

  private static FakeOrigin origin;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    origin = FakeOrigin.start(FakeOrigin.json("{\"a\":1}"));
    gateway = TestGateway.gateway().origin(origin).flag("health", "127.0.0.1:0").start();
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
  }

  /** What names a profile that is not there is nobody's, and has no path yet. */
  private static boolean isOfNoProfile(String line) {
    return line.contains("profile=\"\"") && line.contains("path=\"\"");
  }

  private static Answer ask(int port, String line, String fields) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      String method = line.substring(0, line.indexOf(' '));
      return client.send(line + " HTTP/1.1\r\n" + fields + "\r\n").readAnswer(method);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/startupz", "/livez?verbose=1"})
  void probe_healthyGateway_ok(String path) throws IOException {
    for (int port : new int[] {gateway.adminPort(), gateway.healthPort()}) {
      Answer answer = ask(port, "GET " + path, LOCAL);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("ok\n");
      assertThat(answer.field("content-type")).isEqualTo("text/plain; charset=utf-8");
      assertThat(answer.field("cache-control")).isEqualTo("no-store");
      Answer head = ask(port, "HEAD " + path, LOCAL);
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.field("content-length")).isEqualTo("3");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /livez HTTP/1.2, 505, HTTP_VERSION_NOT_SUPPORTED",
    "GET /liv ez HTTP/1.1, 400, BAD_REQUEST_TARGET",
    "GET /livez, 400, BAD_REQUEST"
  })
  void probe_noSuchHttp_isRefusedInJson(String line, int status, String code) throws IOException {
    for (int port : new int[] {gateway.adminPort(), gateway.healthPort()}) {
      try (RawClient client = RawClient.connect(port)) {
        Answer answer = client.send(line + "\r\n" + LOCAL + "\r\n").readAnswer();
        Refusal.of(answer).is(status, code);
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void probe_head_hasNoBody() throws IOException {
    try (RawClient client = RawClient.connect(gateway.adminPort())) {
      client.send("HEAD /livez HTTP/1.1\r\n" + LOCAL + "\r\n");
      assertThat(client.readAnswer("HEAD").status()).isEqualTo(200);
      client.send("GET /livez HTTP/1.1\r\n" + LOCAL + "\r\n");
      assertThat(client.readAnswer().body()).isEqualTo("ok\n");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET /,               404, NOT_A_GATEWAY_PATH, false",
    "GET /livez/,         404, NOT_A_GATEWAY_PATH, false",
    "GET /LIVEZ,          404, NOT_A_GATEWAY_PATH, false",
    "GET /api/2.0/x,      404, NOT_A_GATEWAY_PATH, false",
    "GET /admin/exchanges, 404, NOT_A_GATEWAY_PATH, false",
    "POST /livez,         405, METHOD_NOT_ALLOWED, false",
    "DELETE /metrics,     405, METHOD_NOT_ALLOWED, false",
    "GET //livez,         400, BAD_REQUEST_TARGET, true",
    "GET http://x/livez,  400, BAD_REQUEST_TARGET, true",
    "GET /x/../livez,     400, BAD_REQUEST_TARGET, true",
    "GET livez,           400, BAD_REQUEST_TARGET, true",
    "TRACE /livez,        400, BAD_REQUEST_TARGET, true",
    "CONNECT x:1,         400, BAD_REQUEST_TARGET, true"
  })
  void otherRequest_refusedOnBothListeners(String line, int status, String code, boolean closes)
      throws IOException {
    for (int port : new int[] {gateway.adminPort(), gateway.healthPort()}) {
      Answer answer = ask(port, line, LOCAL);
      Refusal.of(answer).is(status, code);
      assertThat(answer.field("connection")).isEqualTo(closes ? "close" : "");
    }
    assertThat(origin.calls()).noneMatch(call -> call.requestLine().contains("admin"));
  }

  @ParameterizedTest
  @CsvSource({
    "'',                                                          400, BAD_HOST",
    "'Host: localhost|Host: localhost',                           400, BAD_HOST",
    "'Host: evil.example',                                        421, HOST_NOT_ALLOWED",
    "'Host: localhost|Origin: https://evil.example',              403, BROWSER_REQUEST_REFUSED",
    "'Host: localhost|Origin: null',                              403, BROWSER_REQUEST_REFUSED",
    "'Host: localhost|Sec-Fetch-Site: cross-site',                403, BROWSER_REQUEST_REFUSED",
    "'Host: localhost|Sec-Fetch-Site: same-site',                 403, BROWSER_REQUEST_REFUSED",
    "'Host: localhost:1|Origin: http://localhost:1',              200, ''",
    "'Host: localhost|Sec-Fetch-Site: none|Sec-Fetch-Mode: navigate', 200, ''"
  })
  void guard_adminIsGuardedAndHealthIsNot(String fields, int status, String code)
      throws IOException {
    String lines = fields.isEmpty() ? "" : fields.replace("|", "\r\n") + "\r\n";
    Answer admin = ask(gateway.adminPort(), "GET /readyz", lines);
    if (status == 200) {
      assertThat(admin.status()).isEqualTo(200);
    } else {
      Refusal.of(admin).is(status, code);
      assertThat(admin.field("connection")).isEqualTo("close");
    }
    assertThat(ask(gateway.healthPort(), "GET /readyz", lines).status()).isEqualTo(200);
  }

  @Test
  void metrics_afterExchanges_haveNamesAndLabelsButNoIds() throws IOException {
    List<String> targets =
        List.of(
            "GET /api/2.2/jobs/get?job_id=4711canary",
            "GET /api/2.0/fs/files/Volumes/canary/secret.csv",
            "POST /serving-endpoints/canary/invocations",
            "BREW /api/2.0/x",
            "GET /@canary/api/2.0/x",
            "GET /canary",
            "GET /canary word",
            "GET //canary");
    for (String target : targets) {
      ask(gateway.port(), target, LOCAL);
    }
    Answer metrics = ask(gateway.adminPort(), "GET /metrics", LOCAL);
    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.field("content-type")).startsWith("text/plain; version=0.0.4");
    assertThat(metrics.body())
        .contains(
            "# TYPE lakegate_exchanges_open gauge",
            "lakegate_exchanges_open 0.0",
            "# TYPE lakegate_exchange_duration_seconds histogram",
            "# TYPE lakegate_queue_wait_seconds histogram",
            "# TYPE lakegate_attempts_total counter",
            "# TYPE lakegate_request_bytes_total counter",
            "# TYPE lakegate_response_bytes_total counter",
            "path=\"/api\"",
            "path=\"/serving-endpoints\"",
            "method=\"other\"",
            "profile=\"DEFAULT\"",
            "error=\"PROFILE_NOT_FOUND\"",
            "error=\"BAD_REQUEST_TARGET\"",
            "status=\"404\"",
            "outcome=\"complete\"")
        .doesNotContain("canary", "4711", "BREW", "test-token");
    assertThat(metrics.body().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.startsWith("lakegate_"))
        .anyMatch(AdminIT::isOfNoProfile)
        .noneMatch(line -> line.contains("profile=\"\"") && !line.contains("path=\"\""));
    assertThat(metrics.body().lines().filter(line -> line.contains("error=\"PROFILE_NOT_FOUND\"")))
        .isNotEmpty()
        .allMatch(AdminIT::isOfNoProfile);
    assertThat(metrics.body().lines().filter(line -> line.matches("lakegate_(attempts|queue).*")))
        .isNotEmpty()
        .allMatch(line -> line.matches(".*path=\"/(api|serving-endpoints)\".*"))
        .noneMatch(line -> line.startsWith("lakegate_attempts_total") && line.endsWith(" 0.0"));
    assertThat(ask(gateway.healthPort(), "GET /metrics", "").status()).isEqualTo(200);
  }

  /** What is broken: the issuer, until a test mends it; it may also be slow. */
  private static final class Issuer implements FakeOrigin.Script {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean broken = true;
    private volatile boolean holding;

    private void hold() throws IOException {
      asked.countDown();
      try {
        assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void answer(FakeOrigin.Call call) throws IOException {
      call.readBody();
      if (holding && call.requestLine().contains("/token")) {
        hold();
      }
      String self = "http://" + call.field("host") + "/oidc";
      String body =
          !call.requestLine().contains("/token")
              ? "{\"oidc_endpoint\":\"%1$s\",\"token_endpoint\":\"%1$s/v1/token\"}".formatted(self)
              : broken
                  ? "{\"error\":\"server_error\"}"
                  : "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
      boolean fails = broken && call.requestLine().contains("/token");
      call.send(
          "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(fails ? "500 Oops" : "200 OK", body.length(), body));
    }
  }

  @Test
  void readyz_issuerDown_namesTheProfileUntilItIsUpAgain() throws IOException {
    Issuer script = new Issuer();
    try (FakeOrigin issuer = FakeOrigin.start(script);
        TestGateway waiting =
            TestGateway.gateway().m2m(issuer.url(), "someone", "canary-secret").start()) {
      Answer down = awaitReason(waiting, "server_error");
      assertThat(down.status()).isEqualTo(503);
      assertThat(down.body()).contains("'DEFAULT'", "oauth-m2m", "500").doesNotContain("canary");
      assertThat(ask(waiting.adminPort(), "GET /livez", LOCAL).status()).isEqualTo(200);
      assertThat(ask(waiting.adminPort(), "GET /startupz", LOCAL).status()).isEqualTo(200);

      script.broken = false;
      assertThat(awaitReason(waiting, "ok\n").status()).isEqualTo(200);
    }
  }

  @Test
  void readyz_nextTryUnderWay_keepsTellingTheLastError() throws IOException {
    Issuer script = new Issuer();
    try (FakeOrigin issuer = FakeOrigin.start(script);
        TestGateway waiting =
            TestGateway.gateway().m2m(issuer.url(), "someone", "canary-secret").start()) {
      awaitReason(waiting, "server_error");
      script.holding = true;
      script.broken = false;
      while (script.asked.getCount() > 0) {
        assertThat(ask(waiting.adminPort(), "GET /readyz", LOCAL).body()).contains("server_error");
      }
      Answer meanwhile = ask(waiting.adminPort(), "GET /readyz", LOCAL);
      script.released.countDown();

      assertThat(meanwhile.status()).isEqualTo(503);
      assertThat(meanwhile.body()).contains("'DEFAULT'", "server_error");
      assertThat(awaitReason(waiting, "ok\n").status()).isEqualTo(200);
    }
  }

  /** Asks until the probe says so; a failed refresh is not tried again within a second. */
  private static Answer awaitReason(TestGateway asked, String text) throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    Answer answer = ask(asked.adminPort(), "GET /readyz", LOCAL);
    while (!answer.body().contains(text) && System.nanoTime() < deadline) {
      answer = ask(asked.adminPort(), "GET /readyz", LOCAL);
    }
    assertThat(answer.body()).contains(text);
    return answer;
  }

  @ParameterizedTest
  @CsvSource({"'', 200", "DEFAULT, 200", "second, 503"})
  void readyz_requiredProfiles_decide(String required, int status) throws IOException {
    TestGateway.Builder builder =
        TestGateway.gateway()
            .origin(origin)
            .configFile(
                """
                profiles:
                  second:
                    host: http://127.0.0.1:9
                    client_id: someone
                    client_secret: canary-secret
                """);
    if (!required.isEmpty()) {
      builder.flag("required-profiles", required);
    }
    try (TestGateway started = builder.start()) {
      Answer answer = ask(started.adminPort(), "GET /readyz", LOCAL);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(status == 200 ? "ok\n" : fetching());
    }
  }

  private static String fetching() {
    return "the profile 'second' holds no usable credentials (oauth-m2m): they are being fetched\n";
  }

  @Test
  void readyz_draining_saysSoAndStillServes() throws IOException {
    try (TestGateway leaving = TestGateway.gateway().origin(origin).start()) {
      leaving.running().beginDraining();
      Answer ready = ask(leaving.adminPort(), "GET /readyz", LOCAL);
      assertThat(ready.status()).isEqualTo(503);
      assertThat(ready.body()).isEqualTo("the gateway is shutting down\n");
      assertThat(ask(leaving.adminPort(), "GET /livez", LOCAL).status()).isEqualTo(200);
      assertThat(ask(leaving.port(), "GET /api/2.0/x", LOCAL).status()).isEqualTo(200);
    }
  }

  @Test
  void readyz_m2mToken_readyOnceItIsThere() throws IOException {
    try (TestSandbox sandbox = TestSandbox.start();
        TestGateway started =
            TestGateway.gateway()
                .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
                .start()) {
      assertThat(awaitReason(started, "ok\n").status()).isEqualTo(200);
      assertThat(sandbox.counters().tokenRequests()).isEqualTo(1);
    }
  }
}
