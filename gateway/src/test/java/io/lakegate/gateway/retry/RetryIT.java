package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RetryIT {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  /**
   * One exchange whose first attempt goes wrong.
   *
   * @param first what the origin does first; empty: it closes without a word
   * @param attempts the attempts that are expected
   * @param error the expected Lakegate-Error, empty where the answer is the origin's
   */
  record Case(String name, String request, String first, int attempts, int status, String error) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String answer(int status, String extra, String body) {
    return "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, extra, body.length(), body);
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String post(String path) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody";
  }

  static List<Case> cases() {
    String jobs = "/api/2.2/jobs/list";
    String create = "/api/2.2/jobs/create";
    String worker =
        "{\"error_code\":\"X\",\"message\":\"There is no worker environment with id 7\"}";
    String limit = "{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"slow down\"}";
    return List.of(
        new Case("get_429", get(jobs), answer(429, "", ""), 2, 200, ""),
        new Case("post_429", post(create), answer(429, "", ""), 2, 200, ""),
        new Case("get_503", get(jobs), answer(503, "", ""), 2, 200, ""),
        new Case("post_503", post(create), answer(503, "", "{}"), 1, 503, ""),
        new Case(
            "post_503RetryAfter", post(create), answer(503, "Retry-After: 1\r\n", ""), 2, 200, ""),
        new Case("post_workerText", post(create), answer(400, "", worker), 2, 200, ""),
        new Case("post_limitText", post(create), answer(400, "", limit), 2, 200, ""),
        new Case("get_502", get(jobs), answer(502, "", ""), 2, 200, ""),
        new Case("post_502", post(create), answer(502, "", "{}"), 1, 502, ""),
        new Case("get_500", get(jobs), answer(500, "", "{}"), 1, 500, ""),
        new Case("get_404", get(jobs), answer(404, "", "{}"), 1, 404, ""),
        new Case("get_closed", get(jobs), "", 2, 200, ""),
        new Case("post_closed", post(create), "", 1, 409, "OUTCOME_UNKNOWN"),
        new Case("readTypePost_closed", post("/api/2.0/clusters/events"), "", 2, 200, ""),
        new Case(
            "statement_closed", post("/api/2.0/sql/statements"), "", 1, 409, "OUTCOME_UNKNOWN"),
        new Case(
            "get_longRetryAfter",
            get(jobs),
            answer(429, "Retry-After: 4000\r\n", "{}"),
            1,
            429,
            ""));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void handle_firstAttemptGoesWrong_clientGetsWhatTheRulesSay(Case c) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    FakeOrigin.Script script =
        call -> {
          byte[] body = call.readBody();
          boolean post = call.requestLine().startsWith("POST");
          assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo(post ? "body" : "");
          if (calls.incrementAndGet() > 1) {
            call.send(OK);
          } else if (c.first.isEmpty()) {
            call.close();
          } else {
            call.send(c.first);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(c.request).readAnswer();

      assertThat(answer.status()).isEqualTo(c.status);
      assertThat(answer.field("lakegate-error")).isEqualTo(c.error);
      assertThat(answer.field("lakegate-attempts")).isEqualTo(Integer.toString(c.attempts));
      assertThat(calls).hasValue(c.attempts);
      if (c.error.equals("OUTCOME_UNKNOWN")) {
        assertThat(answer.field("x-should-retry")).isEqualTo("false");
      }
    }
  }

  @Test
  void handle_postThatACatalogFileCallsReading_isSentAgain(@TempDir Path folder)
      throws IOException {
    Files.writeString(
        folder.resolve("acme.yaml"),
        """
        service: acme
        operations:
          - {name: a.search, method: POST, path: /api/2.0/acme/search, reads: true}
        """);
    AtomicInteger calls = new AtomicInteger();
    FakeOrigin.Script script =
        call -> {
          call.readBody();
          if (calls.incrementAndGet() == 1) {
            call.close();
          } else {
            call.send(OK);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("catalog-dir", folder.toString()).start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(post("/api/2.0/acme/search")).readAnswer().status()).isEqualTo(200);
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void handle_originComesUpAfterTheFirstAttempt_unsentPostIsSentOnce() throws IOException {
    // A port that refuses now and listens later: the reservation is handed over.
    FakeOrigin reserved = FakeOrigin.start(FakeOrigin.json("{}"));
    int port = reserved.url().getPort();
    reserved.close();
    try (TestGateway gateway = TestGateway.gateway().origin(reserved).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(post("/api/2.2/jobs/create"));
      try (FakeOrigin origin = FakeOrigin.startAt(port, FakeOrigin.json("{}"))) {
        Answer answer = client.readAnswer();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(origin.calls()).hasSize(1);
      }
    }
  }

  @Test
  void handle_bodyLargerThanTheReplayBuffer_isNotSentAgain() throws IOException {
    FakeOrigin.Script throttling =
        call -> {
          call.readBody();
          call.send(answer(429, "", "{}"));
        };
    try (FakeOrigin origin = FakeOrigin.start(throttling);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("replay-buffer", "1KiB").start();
        RawClient client = RawClient.connect(gateway.port())) {
      String body = "x".repeat(5000);
      Answer answer =
          client
              .send(
                  "POST /api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"
                      + body)
              .readAnswer();
      assertThat(answer.status()).isEqualTo(429);
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @Test
  void handle_replayBufferOfAProfile_isItsOwn() throws IOException {
    FakeOrigin.Script throttling =
        call -> {
          call.readBody();
          call.send(answer(429, "", "{}"));
        };
    try (FakeOrigin origin = FakeOrigin.start(throttling);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).configFile(profilesOf(origin)).start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(attempts(client, "/@small", 1000)).isEqualTo("2");
      assertThat(attempts(client, "/@small", 1001)).isEqualTo("1");
      assertThat(attempts(client, "", 4096)).isEqualTo("2");
      assertThat(attempts(client, "", 4097)).isEqualTo("1");
      assertThat(attempts(client, "/@large", 4097)).isEqualTo("2");
    }
  }

  private static String profilesOf(FakeOrigin origin) {
    return """
    replay-buffer: 4KiB
    retry-timeout: 2s
    profiles:
      small:
        host: %1$s
        token: t
        replay-buffer: 1000
      large:
        host: %1$s
        token: t
        replay-buffer: 1MiB
    """
        .formatted(origin.url());
  }

  private static String attempts(RawClient client, String profile, int length) throws IOException {
    String request =
        "POST %s/api/2.0/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(profile, length);
    return client.send(request + "x".repeat(length)).readAnswer().field("lakegate-attempts");
  }

  @Test
  void handle_longErrorText_arrivesWhole() throws IOException {
    String text = "e".repeat(300_000);
    try (FakeOrigin origin = FakeOrigin.start(call -> call.send(answer(500, "", text)));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(get("/api/2.0/x")).readAnswer();
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body()).isEqualTo(text);
    }
  }
}
