package io.lakegate.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens, and their absence, from a real issuer and from broken ones. */
final class CredentialsIT {

  private static final String ME = "/api/2.0/preview/scim/v2/Me";
  private static final int CLIENTS = 500;
  private static final String SECRET = "canary-client-secret";

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  @Test
  void m2m_manyFirstRequests_oneTokenRequest() throws Exception {
    try (TestSandbox sandbox = TestSandbox.start()) {
      delayTokens(sandbox);
      try (TestGateway gateway =
          TestGateway.gateway()
              .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
              .start()) {
        List<Integer> statuses = atOnce(CLIENTS, () -> status(gateway, ME));

        assertThat(statuses).hasSize(CLIENTS).containsOnly(200);
        assertThat(sandbox.counters().tokenRequests()).isEqualTo(1);
        assertThat(sandbox.counters().requests("GET " + ME)).isEqualTo(CLIENTS);
      }
    }
  }

  /** Long enough that every client has asked before the token is there. */
  private static void delayTokens(TestSandbox sandbox) throws IOException {
    String rule = "{\"path\":\"/oidc/v1/token\",\"delay\":\"1500ms\",\"times\":1}";
    try (RawClient client = RawClient.connect(sandbox.url().getPort())) {
      client.send(
          "POST /sandbox/faults HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + rule.length()
              + "\r\n\r\n"
              + rule);
      assertThat(client.readAnswer().status()).isBetween(200, 299);
    }
  }

  private static int status(TestGateway gateway, String target) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      return client.send(get(target)).readAnswer().status();
    }
  }

  private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<T> each : threads.invokeAll(java.util.Collections.nCopies(times, task))) {
        results.add(each.get());
      }
    }
    return results;
  }

  @Test
  void m2m_twoProfilesOfOneClient_shareNoToken() throws IOException {
    try (TestSandbox sandbox = TestSandbox.start();
        TestGateway gateway =
            TestGateway.gateway()
                .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
                .configFile(
                    """
                    profiles:
                      second:
                        host: %s
                        client_id: %s
                        client_secret: %s
                    """
                        .formatted(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET))
                .start()) {
      for (String target : List.of(ME, "/@second" + ME, ME, "/@second" + ME)) {
        assertThat(status(gateway, target)).isEqualTo(200);
      }
      assertThat(sandbox.counters().tokenRequests()).isEqualTo(2);
    }
  }

  /** What an issuer says, and what the client is told. */
  record Broken(String name, String answer, int status, String code, String retryAfter) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String json(String status, String fields, String body) {
    return "HTTP/1.1 %s\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, fields, body.length(), body);
  }

  static Stream<Broken> broken() {
    String invalid = "{\"error\":\"invalid_client\",\"error_description\":\"no such client\"}";
    String text = "{\"error\":\"server_error\"}";
    return Stream.of(
        new Broken(
            "wrong secret", json("401 Unauthorized", "", invalid), 401, "CREDENTIALS_INVALID", ""),
        new Broken(
            "unknown client", json("400 Bad Request", "", invalid), 401, "CREDENTIALS_INVALID", ""),
        new Broken(
            "failing",
            json("500 Internal Server Error", "", text),
            503,
            "CREDENTIALS_UNAVAILABLE",
            "5"),
        new Broken(
            "away for a while",
            json("503 Service Unavailable", "Retry-After: 90\r\n", text),
            503,
            "CREDENTIALS_UNAVAILABLE",
            "90"),
        new Broken(
            "no token in it", json("200 OK", "", "{}"), 503, "CREDENTIALS_UNAVAILABLE", "5"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void m2m_brokenIssuer_isToldAndNothingIsSent(Broken row) throws IOException {
    FakeOrigin.Script script =
        call -> {
          call.readBody();
          call.send(call.requestLine().contains("/token") ? row.answer : discovery(call));
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().m2m(origin.url(), "someone", SECRET).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(get("/api/2.0/x")).readAnswer();

      Refusal refusal = Refusal.of(answer).is(row.status, row.code);
      assertThat(answer.field("retry-after")).isEqualTo(row.retryAfter);
      assertThat(answer.head() + answer.body()).doesNotContain(SECRET);
      assertThat(refusal.message()).contains("the token issuer answered");
      assertThat(origin.calls()).noneMatch(call -> call.requestLine().contains("/api/"));
      assertThat(client.send(get("/nowhere")).readAnswer().status()).isEqualTo(404);
    }
  }

  /** What an issuer repeats of what it was sent. */
  enum Echo {
    RAW,
    FORM,
    BASIC,
    BROKEN;

    String of(FakeOrigin.Call call) {
      return switch (this) {
        case RAW -> SECRET;
        case FORM -> SECRET.replace("-", "%2D");
        case BASIC -> call.field("authorization");
        case BROKEN -> SECRET.replace("-", " - ");
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void m2m_issuerRepeatsTheSecret_isToldNowhere(Echo echo) throws IOException {
    FakeOrigin.Script script =
        call -> {
          call.readBody();
          call.send(
              call.requestLine().contains("/token")
                  ? json(
                      "401 Unauthorized",
                      "",
                      "{\"error\":\"invalid_client\",\"error_description\":\"got "
                          + echo.of(call)
                          + "\"}")
                  : discovery(call));
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().m2m(origin.url(), "someone", SECRET).start();
        RawClient client = RawClient.connect(gateway.port());
        RawClient admin = RawClient.connect(gateway.adminPort())) {
      Answer answer = client.send(get("/api/2.0/x")).readAnswer();
      Refusal.of(answer).is(401, "CREDENTIALS_INVALID");
      for (String told : List.of(answer.body(), admin.send(get("/readyz")).readAnswer().body())) {
        assertThat(told)
            .contains("invalid_client: got ", "***")
            .doesNotContain("canary", "secret", "c29tZW9uZT");
      }
    }
  }

  private static String discovery(FakeOrigin.Call call) {
    String self = "http://" + call.field("host");
    return json(
        "200 OK",
        "",
        call.requestLine().contains("databricks-config")
            ? "{\"oidc_endpoint\":\"" + self + "/oidc\"}"
            : "{\"token_endpoint\":\""
                + self
                + "/oidc/v1/token\",\"authorization_endpoint\":\""
                + self
                + "/oidc/v1/authorize\",\"issuer\":\""
                + self
                + "/oidc\"}");
  }

  @Test
  void m2m_realIssuerRefusesTheSecret_401() throws IOException {
    try (TestSandbox sandbox = TestSandbox.start();
        TestGateway gateway =
            TestGateway.gateway().m2m(sandbox.url(), TestSandbox.CLIENT_ID, SECRET).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Refusal refusal = Refusal.of(client.send(get(ME)).readAnswer());
      refusal.is(401, "CREDENTIALS_INVALID");
      assertThat(refusal.errorCode()).isEqualTo("UNAUTHENTICATED");
      assertThat(refusal.message()).contains("invalid_client").doesNotContain(SECRET);
      assertThat(sandbox.counters().requests("GET " + ME)).isZero();
    }
  }
}
