package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.TestGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class RetryIT {

  private static final String RUN_NOW = "/api/2.2/jobs/run-now";
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

  private static String gzip(int status, String body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer(
        status, "Content-Encoding: gzip\r\n", bytes.toString(StandardCharsets.ISO_8859_1));
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String post(String path) {
    return with("POST", path);
  }

  private static String with(String method, String path) {
    return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nbody";
  }

  static List<Case> cases() {
    String jobs = "/api/2.2/jobs/list";
    String create = "/api/2.2/jobs/create";
    String worker =
        "{\"error_code\":\"X\",\"message\":\"There is no worker environment with id 7\"}";
    String limit = "{\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"slow down\"}";
    String text = "{\"message\":\"Please try again later or try a faster operation.\"}";
    String statements = "/api/2.0/sql/statements";
    String after = "Retry-After: 1\r\n";
    String noHttp = "what is this\r\n\r\n";
    String hugeHead = "HTTP/1.1 200 OK\r\nX-Much: " + "x".repeat(200_000) + "\r\n\r\n";
    String cutError = "HTTP/1.1 500 X\r\nContent-Length: 50\r\n\r\nhalf";
    return List.of(
        new Case("get_429", get(jobs), answer(429, "", ""), 2, 200, ""),
        new Case("post_429", post(create), answer(429, "", ""), 2, 200, ""),
        new Case("statement_429", post(statements), answer(429, "", ""), 2, 200, ""),
        new Case("oddMethod_429", with("PROPFIND", create), answer(429, "", ""), 2, 200, ""),
        new Case("get_503", get(jobs), answer(503, "", ""), 2, 200, ""),
        new Case("put_503", with("PUT", create), answer(503, "", ""), 2, 200, ""),
        new Case("post_503", post(create), answer(503, "", "{}"), 1, 503, ""),
        new Case("post_503RetryAfter", post(create), answer(503, after, ""), 2, 200, ""),
        new Case("patch_503RetryAfter", with("PATCH", create), answer(503, after, ""), 2, 200, ""),
        new Case("statement_503RetryAfter", post(statements), answer(503, after, ""), 1, 503, ""),
        new Case("oddMethod_503", with("PROPFIND", create), answer(503, after, ""), 1, 503, ""),
        new Case("post_workerText", post(create), answer(400, "", worker), 2, 200, ""),
        new Case("post_limitText", post(create), answer(400, "", limit), 2, 200, ""),
        new Case("get_limitText500", get(jobs), answer(500, "", limit), 2, 200, ""),
        new Case("statement_limitText", post(statements), answer(500, "", limit), 2, 200, ""),
        new Case("get_limitTextInGzip", get(jobs), gzip(500, limit), 2, 200, ""),
        new Case("post_workerTextInGzip", post(create), gzip(501, worker), 2, 200, ""),
        new Case("post_otherTextInGzip", post(create), gzip(501, "{}"), 1, 501, ""),
        new Case(
            "get_noGzip", get(jobs), answer(501, "Content-Encoding: gzip\r\n", limit), 1, 501, ""),
        new Case("get_limitText200", get(jobs), answer(200, "", limit), 1, 200, ""),
        new Case("get_text", get(jobs), answer(400, "", text), 2, 200, ""),
        new Case("post_text", post(create), answer(400, "", text), 1, 400, ""),
        new Case("get_502", get(jobs), answer(502, "", ""), 2, 200, ""),
        new Case("get_504", get(jobs), answer(504, "", ""), 2, 200, ""),
        new Case("put_502", with("PUT", create), answer(502, "", "{}"), 1, 502, ""),
        new Case("post_502", post(create), answer(502, "", "{}"), 1, 502, ""),
        new Case("runNow_504", post(RUN_NOW), answer(504, "", "{}"), 1, 504, ""),
        new Case("get_500", get(jobs), answer(500, "", "{}"), 1, 500, ""),
        new Case("get_501", get(jobs), answer(501, "", "{}"), 1, 501, ""),
        new Case("get_404", get(jobs), answer(404, "", "{}"), 1, 404, ""),
        new Case("get_closed", get(jobs), "", 2, 200, ""),
        new Case("put_closed", with("PUT", create), "", 2, 200, ""),
        new Case("delete_closed", with("DELETE", create), "", 2, 200, ""),
        new Case("options_closed", with("OPTIONS", create), "", 2, 200, ""),
        new Case("post_closed", post(create), "", 1, 409, "OUTCOME_UNKNOWN"),
        new Case("patch_closed", with("PATCH", create), "", 1, 409, "OUTCOME_UNKNOWN"),
        new Case("oddMethod_closed", with("PROPFIND", create), "", 1, 409, "OUTCOME_UNKNOWN"),
        new Case("readTypePost_closed", post("/api/2.0/clusters/events"), "", 2, 200, ""),
        new Case("statement_closed", post(statements), "", 1, 409, "OUTCOME_UNKNOWN"),
        new Case("get_errorCutShort", get(jobs), cutError, 2, 200, ""),
        new Case("post_errorCutShort", post(create), cutError, 1, 409, "OUTCOME_UNKNOWN"),
        new Case("get_noHttp", get(jobs), noHttp, 1, 502, "ORIGIN_PROTOCOL_ERROR"),
        new Case("get_hugeHead", get(jobs), hugeHead, 1, 502, "ORIGIN_PROTOCOL_ERROR"),
        new Case("post_noHttp", post(create), noHttp, 1, 409, "OUTCOME_UNKNOWN"),
        new Case(
            "get_longRetryAfter",
            get(jobs),
            answer(429, "Retry-After: 4000\r\n", "{}"),
            1,
            429,
            ""));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("cases")
  void handle_firstAttemptGoesWrong_clientGetsWhatTheRulesSay(Case c) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    FakeOrigin.Script script =
        call -> {
          byte[] body = call.readBody();
          boolean get = call.requestLine().startsWith("GET");
          assertThat(new String(body, StandardCharsets.US_ASCII)).isEqualTo(get ? "" : "body");
          if (calls.incrementAndGet() > 1) {
            call.send(OK);
          } else if (c.first.isEmpty()) {
            call.close();
          } else {
            call.send(c.first);
            if (c.first.endsWith("half")) {
              call.close();
            }
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

  /** The origin is busy at the first attempts of each client, once all of them have come. */
  private static FakeOrigin.Script busy(int status, int clients, int times) {
    CountDownLatch all = new CountDownLatch(clients);
    Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    return call -> {
      String client = call.requestLine();
      all.countDown();
      try {
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      int number = calls.computeIfAbsent(client, _ -> new AtomicInteger()).incrementAndGet();
      call.send(number <= times ? answer(status, "", "{}") : OK);
    };
  }

  /**
   * So many clients, and how many of them may try again how often. Those that were throttled wait
   * for the limiter, not for the budget, where there is a limiter.
   */
  @ParameterizedTest(name = "{0}: {2} clients, {1} at {3} attempts: {4}")
  @CsvSource({
    "/api/2.0, 503, 3, 2, 3",
    "/api/2.0, 503, 8, 1, 3",
    "/api/2.0, 503, 40, 1, 8",
    "/api/2.0, 429, 8, 1, 8",
    "/serving-endpoints, 429, 8, 1, 3"
  })
  void handle_manyRetryAtOnce_noMoreThanTheBudget(
      String path, int busy, int clients, int times, int served) throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(busy(busy, clients, times));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> statuses =
          IntStream.range(0, clients)
              .mapToObj(number -> threads.submit(() -> status(gateway, path + "/" + number)))
              .toList();
      int ok = 0;
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isIn(200, busy);
        ok += status.get() == 200 ? 1 : 0;
      }
      assertThat(ok).isEqualTo(served);
    }
  }

  private static int status(TestGateway gateway, String path) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      return client.send(get(path)).readAnswer().status();
    }
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
