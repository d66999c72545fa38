package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.gateway.testing.TestSandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations that take an idempotency token, and requests that get or have one. */
final class IdempotencyIT {

  private static final String RUN_NOW = "/api/2.2/jobs/run-now";
  private static final String POLICIES = "/api/2.1/accounts/7/budget-policies";
  private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String LONG_KEY = "k".repeat(65);
  private static final String LONG_KEY_DIGEST =
      "f39cdc2584758c99cf81c1f41d2572f54e17066afffc9d187aeafe5f7cbe2122";
  private static final String RAN = "{\"run_id\":7}";

  /** The origin takes every request and loses the first answer; then it answers. */
  private static FakeOrigin.Script losing(Queue<String> bodies, int times) {
    AtomicInteger calls = new AtomicInteger();
    return call -> {
      bodies.add(new String(call.readBody(), StandardCharsets.UTF_8));
      if (calls.incrementAndGet() <= times) {
        call.close();
      } else {
        call.send(ok(RAN));
      }
    };
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  private static byte[] post(String path, String fields, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(path, fields, bytes.length);
    return (head + new String(bytes, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String chunked(String path, String... chunks) {
    StringBuilder request =
        new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n")
            .append("Transfer-Encoding: chunked\r\n\r\n");
    for (String chunk : chunks) {
      request.append(Integer.toHexString(chunk.length())).append("\r\n").append(chunk);
      request.append("\r\n");
    }
    return request.append("0\r\n\r\n").toString();
  }

  /**
   * A request whose first answer is lost.
   *
   * @param arrives what the origin gets, a pattern
   * @param crosses whether Idempotency-Key crosses
   */
  record Safe(
      String name, String path, String fields, String body, String arrives, boolean crosses) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Safe> safe() {
    String key = "Idempotency-Key: nightly-1\r\n";
    return Stream.of(
        new Safe(
            "run-now",
            RUN_NOW,
            "",
            "{\"job_id\": 42, \"n\":1e400}",
            Pattern.quote("{\"job_id\": 42, \"n\":1e400,\"idempotency_token\":\"")
                + UUID
                + Pattern.quote("\"}"),
            false),
        new Safe(
            "submit of another version",
            "/api/2.1/jobs/runs/submit/?x=1",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "{}",
            "\\{\"idempotency_token\":\"" + UUID + "\"}",
            false),
        new Safe(
            "null and UTF-8",
            RUN_NOW,
            "",
            "{\"idempotency_token\":null,\"é\":\"€\"}",
            "\\{\"idempotency_token\":\"" + UUID + "\",\"é\":\"€\"}",
            false),
        new Safe(
            "request_id",
            POLICIES,
            "",
            "{\"request_id\":\"\"}",
            "\\{\"request_id\":\"" + UUID + "\"}",
            false),
        new Safe(
            "key",
            RUN_NOW,
            key,
            "{\"job_id\":42}",
            Pattern.quote("{\"job_id\":42,\"idempotency_token\":\"nightly-1\"}"),
            false),
        new Safe(
            "key too long",
            RUN_NOW,
            "idempotency-key: " + LONG_KEY + "\r\n",
            "{}",
            Pattern.quote("{\"idempotency_token\":\"" + LONG_KEY_DIGEST + "\"}"),
            false),
        new Safe(
            "key and a token of the client's own",
            RUN_NOW,
            key,
            "{\"idempotency_token\":\"mine\"}",
            Pattern.quote("{\"idempotency_token\":\"mine\"}"),
            true),
        new Safe(
            "token of the client's own",
            RUN_NOW,
            "",
            " {\"idempotency_token\" : \"mine\"}\n",
            Pattern.quote(" {\"idempotency_token\" : \"mine\"}\n"),
            false));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("safe")
  void run_answerLost_isSentAgainWithTheSameToken(Safe safe) throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 1));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(post(safe.path, safe.fields, safe.body)).readAnswer();

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(RAN);
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
      assertThat(bodies).hasSize(2).allMatch(body -> body.matches("(?s)" + safe.arrives));
      assertThat(bodies.stream().distinct()).hasSize(1);
      for (FakeOrigin.Call call : origin.calls()) {
        assertThat(!call.field("idempotency-key").isEmpty()).isEqualTo(safe.crosses);
        assertThat(call.fields("content-length")).hasSize(1);
      }
    }
  }

  /** A request that is left as it is, and so is not sent again. */
  record Left(String name, String request, String arrives, boolean crosses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String text(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1);
  }

  static Stream<Left> left() {
    String big = "{\"pad\":\"" + "x".repeat(3000) + "\"}";
    String key = "Idempotency-Key: k\r\n";
    return Stream.of(
        new Left("no JSON", text(post(RUN_NOW, key, "job_id=42")), "job_id=42", true),
        new Left("a list", text(post(RUN_NOW, "", "[]")), "[]", false),
        new Left("cut short", text(post(RUN_NOW, "", "{\"job_id\":4")), "{\"job_id\":4", false),
        new Left(
            "a number for a token",
            text(post(RUN_NOW, "", "{\"idempotency_token\":7}")),
            "{\"idempotency_token\":7}",
            false),
        new Left("encoded", text(post(RUN_NOW, "Content-Encoding: gzip\r\n", "{}")), "{}", false),
        new Left("with a digest", text(post(RUN_NOW, "Content-MD5: x\r\n", "{}")), "{}", false),
        new Left("over the buffer", text(post(RUN_NOW, key, big)), big, true),
        new Left(
            "over the buffer in chunks",
            chunked(RUN_NOW, big.substring(0, 700), big.substring(700, 1400), big.substring(1400)),
            big,
            false),
        new Left("nothing in chunks", chunked(RUN_NOW), "", false),
        new Left(
            "request_id in the query",
            text(post("/api/environments/v1/workspace-base-environments?request_id=7", "", "{}")),
            "{}",
            false),
        new Left(
            "an operation without", text(post("/api/2.2/jobs/create", key, "{}")), "{}", true));
  }

  @ParameterizedTest
  @MethodSource("left")
  void run_bodyThatTakesNoToken_crossesAsItIsAndOnce(Left left) throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 1));
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("replay-buffer", "1KiB").start();
        RawClient client = RawClient.connect(gateway.port())) {
      Refusal.of(client.send(left.request).readAnswer()).is(409, "OUTCOME_UNKNOWN");

      assertThat(bodies).containsExactly(left.arrives);
      assertThat(!origin.calls().getFirst().field("idempotency-key").isEmpty())
          .isEqualTo(left.crosses);
      assertThat(client.send(post(RUN_NOW, "", "{}")).readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void run_bodyInChunks_isSentWholeWithItsLength() throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 1));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(chunked(RUN_NOW, "{\"job", "_id\":", "42}"));
      assertThat(client.readAnswer().body()).isEqualTo(RAN);
      assertThat(bodies)
          .hasSize(2)
          .allMatch(
              body -> body.matches("\\{\"job_id\":42,\"idempotency_token\":\"" + UUID + "\"}"));
      for (FakeOrigin.Call call : origin.calls()) {
        assertThat(call.field("content-length"))
            .isEqualTo(Integer.toString(bodies.element().length()));
        assertThat(call.field("transfer-encoding")).isEmpty();
      }
    }
  }

  @Test
  void run_twoRequests_haveTwoTokens() throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 0));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(post(RUN_NOW, "", "{}")).readAnswer().status()).isEqualTo(200);
      }
      assertThat(bodies.stream().distinct()).hasSize(2);
    }
  }

  @Test
  void run_keyThereTwice_400() throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 0));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      String twice = "Idempotency-Key: a\r\nIdempotency-Key: b\r\n";
      Refusal.of(client.send(post(RUN_NOW, twice, "{}")).readAnswer()).is(400, "BAD_HEADER");
      assertThat(origin.calls()).isEmpty();
    }
  }

  /**
   * What follows a lost answer.
   *
   * @param second what the origin says to the second attempt; empty: nothing
   */
  record Then(String name, String body, String second, int status, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String answer(int status) {
    return "HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\n{}";
  }

  static Stream<Then> then() {
    String own = "{\"idempotency_token\":\"mine\"}";
    return Stream.of(
        new Then("lost again", "{}", "", 409, "OUTCOME_UNKNOWN"),
        new Then("fails", "{}", answer(500), 409, "OUTCOME_UNKNOWN"),
        new Then("throttled", "{}", answer(429), 409, "OUTCOME_UNKNOWN"),
        new Then("unavailable", "{}", answer(503), 409, "OUTCOME_UNKNOWN"),
        new Then("not let in", "{}", answer(403), 409, "OUTCOME_UNKNOWN"),
        new Then("refused by the operation", "{}", answer(400), 400, ""),
        new Then("done", "{}", answer(200), 200, ""),
        new Then("own token, lost again", own, "", 502, "ORIGIN_RESET"),
        new Then("own token, fails", own, answer(500), 500, ""),
        new Then("own token, throttled", own, answer(429), 429, ""));
  }

  @Execution(ExecutionMode.CONCURRENT)
  @ParameterizedTest
  @MethodSource("then")
  void run_answerLost_endTellsWhetherTheClientMayRepeat(Then then) throws IOException {
    AtomicInteger calls = new AtomicInteger();
    FakeOrigin.Script script =
        call -> {
          call.readBody();
          if (calls.incrementAndGet() == 1 || then.second.isEmpty()) {
            call.close();
          } else {
            call.send(then.second);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("retry-timeout", "2500ms").start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(post(RUN_NOW, "", then.body)).readAnswer();

      assertThat(answer.status()).isEqualTo(then.status);
      assertThat(answer.field("lakegate-error")).isEqualTo(then.code);
      assertThat(answer.field("x-should-retry")).isEqualTo(then.status == 409 ? "false" : "");
      assertThat(calls.get()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void run_answerLostAndNoPermitForAnother_outcomeIsUnknown() throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 9));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("limits.requests-per-second", "0.1")
                .flag("limits.queue-timeout", "10ms")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      Refusal.of(client.send(post(RUN_NOW, "", "{}")).readAnswer()).is(409, "OUTCOME_UNKNOWN");
      assertThat(bodies).hasSize(1);
    }
  }

  @Test
  void run_expectContinue_bodyIsAskedForOnceTheOriginMayBeAsked() throws Exception {
    CompletableFuture<Boolean> tokenAsked = new CompletableFuture<>();
    CompletableFuture<Boolean> goOn = new CompletableFuture<>();
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    FakeOrigin.Script api = losing(bodies, 1);
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains(RUN_NOW)) {
            api.answer(call);
            return;
          }
          call.readBody();
          if (call.requestLine().contains("/token")) {
            tokenAsked.complete(true);
            goOn.join();
            call.send(ok("{\"access_token\":\"t\",\"expires_in\":3600}"));
          } else {
            call.send(ok("{\"token_endpoint\":\"http://" + call.field("host") + "/token\"}"));
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().m2m(origin.url(), "id", "secret").start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(
          "POST "
              + RUN_NOW
              + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\n"
              + "Content-Length: 13\r\n\r\n");
      tokenAsked.get(10, TimeUnit.SECONDS);
      assertThat(client.in().available()).isZero();
      goOn.complete(true);
      assertThat(client.readHead()).startsWith("HTTP/1.1 100 Continue");
      assertThat(bodies).isEmpty();
      client.send("{\"job_id\":42}");
      assertThat(client.readAnswer().body()).isEqualTo(RAN);
      assertThat(bodies).hasSize(2).allMatch(body -> body.contains("idempotency_token"));
    }
  }

  @Test
  void run_clientLeavesWithinItsBody_nothingIsSent() throws IOException {
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (FakeOrigin origin = FakeOrigin.start(losing(bodies, 0));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      for (int i = 0; i < 3; i++) {
        RawClient leaving = RawClient.connect(gateway.port());
        leaving.send(
            "POST " + RUN_NOW + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\n{");
        leaving.close();
      }
      try (RawClient client = RawClient.connect(gateway.port())) {
        assertThat(client.send(post(RUN_NOW, "", "{}")).readAnswer().status()).isEqualTo(200);
      }
      assertThat(origin.calls()).hasSize(1);
    }
  }

  @Test
  void run_sandboxLosesTheAnswer_oneRunAndItsId() throws IOException {
    try (TestSandbox sandbox = TestSandbox.start();
        TestGateway gateway =
            TestGateway.gateway()
                .m2m(sandbox.url(), TestSandbox.CLIENT_ID, TestSandbox.CLIENT_SECRET)
                .start();
        RawClient client = RawClient.connect(gateway.port());
        RawClient direct = RawClient.connect(sandbox.url().getPort())) {
      String list = client.send(get("/api/2.2/jobs/list?limit=1")).readAnswer().body();
      String job = first("\"job_id\":(\\d+)", list);
      List<String> before = runs(client, job);
      String fault = "{\"method\":\"POST\",\"path\":\"" + RUN_NOW + "\",\"after\":true}";
      assertThat(direct.send(post("/sandbox/faults", "", fault)).readAnswer().status())
          .isBetween(200, 299);

      Answer answer = client.send(post(RUN_NOW, "", "{\"job_id\":" + job + "}")).readAnswer();

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
      List<String> added = runs(client, job);
      added.removeAll(before);
      assertThat(added).containsExactly(first("\"run_id\":(\\d+)", answer.body()));
      assertThat(sandbox.counters().requests("POST " + RUN_NOW)).isEqualTo(2);
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static List<String> runs(RawClient client, String job) throws IOException {
    String list = "/api/2.2/jobs/runs/list?limit=24&job_id=" + job;
    String body = client.send(get(list)).readAnswer().body();
    return new java.util.ArrayList<>(
        Pattern.compile("\"run_id\":(\\d+)")
            .matcher(body)
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList());
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }
}
