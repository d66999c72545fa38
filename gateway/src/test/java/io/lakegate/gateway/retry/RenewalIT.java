package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens that the origin refuses before their time. */
final class RenewalIT {

  private static final String PATH = "/api/2.0/x";
  private static final String OK = answer(200, "", "{}");

  /** An issuer of tokens t1, t2, … and an origin in one. */
  private static final class Workspace {

    private final AtomicInteger tokens = new AtomicInteger();
    private final CompletableFuture<Boolean> second = new CompletableFuture<>();
    private final BiFunction<FakeOrigin.Call, String, String> api;

    /** An origin that answers a request that comes with a token. */
    Workspace(BiFunction<FakeOrigin.Call, String, String> api) {
      this.api = api;
    }

    FakeOrigin start() throws IOException {
      return FakeOrigin.start(this::answer);
    }

    private void answer(FakeOrigin.Call call) throws IOException {
      call.readBody();
      String line = call.requestLine();
      if (line.contains("/token")) {
        int number = tokens.incrementAndGet();
        call.send(
            RenewalIT.answer(
                200, "", "{\"access_token\":\"t" + number + "\",\"expires_in\":3600}"));
        if (number == 2) {
          second.complete(true);
        }
      } else if (line.contains("/.well-known/")) {
        call.send(
            RenewalIT.answer(
                200, "", "{\"token_endpoint\":\"http://" + call.field("host") + "/token\"}"));
      } else {
        call.send(api.apply(call, call.field("authorization").replace("Bearer ", "")));
      }
    }
  }

  private static String answer(int status, String fields, String body) {
    return "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, fields, body.length(), body);
  }

  private static String get() {
    return "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String post(String body) {
    return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(PATH, body.length(), body);
  }

  private static TestGateway.Builder gateway(FakeOrigin origin) {
    return TestGateway.gateway().m2m(origin.url(), "id", "secret");
  }

  /** What the origin says to the first token, and whether another is fetched for it. */
  record Shape(String name, String first, boolean renews) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Shape> shapes() {
    String denied = "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"grant expired\"}";
    String jwt = "{\"error_code\":403,\"message\":\"JWT has expired\"}";
    String exception = "{\"error_code\":400,\"message\":\"io.jsonwebtoken.ExpiredJwtException\"}";
    String privateLink = "/login.html?error=private-link-validation-error:1";
    return Stream.of(
        new Shape("401", answer(401, "", ""), true),
        new Shape("403 with a text", answer(403, "", jwt), true),
        new Shape("403 in plain text", answer(403, "", "Invalid Token"), true),
        new Shape(
            "403 in XML", answer(403, "", "<Error><Message>Invalid access token</Message>"), true),
        new Shape(
            "403 with a reason",
            answer(403, "X-Databricks-Reason-Phrase: JWT has expired\r\n", ""),
            true),
        new Shape("400 with a text", answer(400, "", exception), true),
        new Shape("302 to the login", answer(302, "Location: /login?next_url=x\r\n", ""), true),
        new Shape("403 without a word", answer(403, "", ""), false),
        new Shape("403 of a permission", answer(403, "", denied), false),
        new Shape("400 of another kind", answer(400, "", "{\"message\":\"has expired\"}"), false),
        new Shape("302 to elsewhere", answer(302, "Location: /somewhere\r\n", ""), false),
        new Shape(
            "302 for a private link", answer(302, "Location: " + privateLink + "\r\n", ""), false),
        new Shape(
            "403 that cannot be read", answer(403, "Content-Encoding: gzip\r\n", jwt), false));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void handle_firstTokenIsRefused_oneRefreshAndOneResendIfThatMayHelp(Shape shape)
      throws IOException {
    Workspace workspace = new Workspace((_, token) -> token.equals("t1") ? shape.first : OK);
    try (FakeOrigin origin = workspace.start();
        TestGateway gateway = gateway(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(post("body")).readAnswer();

      int expected = shape.renews ? 200 : Integer.parseInt(shape.first.substring(9, 12));
      assertThat(answer.status()).isEqualTo(expected);
      assertThat(answer.field("lakegate-attempts")).isEqualTo(shape.renews ? "2" : "1");
      assertThat(workspace.tokens).hasValue(shape.renews ? 2 : 1);
    }
  }

  @Test
  void handle_everyTokenIsRefused_relaysAndDoesNotFetchOneForEveryRequest() throws IOException {
    Workspace workspace = new Workspace((_, _) -> answer(401, "", "no"));
    try (FakeOrigin origin = workspace.start();
        TestGateway gateway = gateway(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (int attempts : new int[] {2, 1, 1}) {
        Answer answer = client.send(get()).readAnswer();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("no");
        assertThat(answer.field("lakegate-attempts")).isEqualTo(Integer.toString(attempts));
      }
      assertThat(workspace.tokens).hasValue(2);
    }
  }

  @Test
  void handle_oneTokenAfterTheOtherIsRefused_eachIsRenewedOnce() throws IOException {
    AtomicInteger accepted = new AtomicInteger(1);
    Workspace workspace =
        new Workspace(
            (call, token) -> {
              if (token.equals("t" + accepted.get())) {
                return OK;
              }
              return answer(401, "", "");
            });
    try (FakeOrigin origin = workspace.start();
        TestGateway gateway = gateway(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (int number = 1; number <= 4; number++) {
        accepted.set(number);
        assertThat(client.send(get()).readAnswer().status()).isEqualTo(200);
        assertThat(workspace.tokens).hasValue(number);
      }
    }
  }

  @Test
  void handle_manyAtOnceWithARefusedToken_oneRefresh() throws Exception {
    int clients = 50;
    CountDownLatch all = new CountDownLatch(clients);
    Workspace workspace =
        new Workspace(
            (_, token) -> {
              if (!token.equals("t1")) {
                return OK;
              }
              all.countDown();
              return await(all) ? answer(401, "", "") : OK;
            });
    try (FakeOrigin origin = workspace.start();
        TestGateway gateway = gateway(origin).start();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> statuses = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        statuses.add(threads.submit(() -> status(gateway)));
      }
      for (Future<Integer> status : statuses) {
        assertThat(status.get()).isEqualTo(200);
      }
      assertThat(all.getCount()).isZero();
      assertThat(workspace.tokens).hasValue(2);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      return client.send(get()).readAnswer().status();
    }
  }

  @Test
  void handle_bodyIsGone_relaysAndTheNextRequestHasANewToken() throws Exception {
    Workspace workspace =
        new Workspace((_, token) -> token.equals("t1") ? answer(401, "", "") : OK);
    try (FakeOrigin origin = workspace.start();
        TestGateway gateway = gateway(origin).flag("replay-buffer", "1KiB").start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(post("x".repeat(2000))).readAnswer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
      assertThat(workspace.second.get(10, TimeUnit.SECONDS)).isTrue();
      // One that can be sent again waits for the new token, wherever it is on its way.
      assertThat(status(gateway)).isEqualTo(200);
      Answer next = client.send(post("x".repeat(2000))).readAnswer();
      assertThat(next.status()).isEqualTo(200);
      assertThat(workspace.tokens).hasValue(2);
    }
  }

  @Test
  void handle_tokenThatNobodyCanRenew_relays() throws IOException {
    Workspace workspace = new Workspace((_, _) -> answer(401, "", "no"));
    try (FakeOrigin origin = workspace.start();
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(get()).readAnswer();
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("no");
      assertThat(workspace.tokens).hasValue(0);
    }
  }

  @Test
  void handle_issuerGivesTheSameTokenAgain_relaysAndStopsAsking() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    Workspace workspace = new Workspace((_, _) -> answer(401, "", "no"));
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains("/token")) {
            call.readBody();
            asked.incrementAndGet();
            call.send(answer(200, "", "{\"access_token\":\"same\",\"expires_in\":3600}"));
          } else {
            workspace.answer(call);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = gateway(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      for (int attempts : new int[] {2, 1, 1}) {
        Answer answer = client.send(get()).readAnswer();
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("no");
        assertThat(answer.field("lakegate-attempts")).isEqualTo(Integer.toString(attempts));
      }
      assertThat(asked).hasValue(2);
    }
  }

  @Test
  void handle_issuerKnowsTheClientNoMore_401ThatSaysSo() throws IOException {
    Workspace workspace = new Workspace((_, _) -> answer(401, "", "no"));
    FakeOrigin.Script script =
        call -> {
          if (call.requestLine().contains("/token") && workspace.tokens.get() > 0) {
            call.readBody();
            call.send(answer(401, "", "{\"error\":\"invalid_client\"}"));
          } else {
            workspace.answer(call);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = gateway(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Refusal refusal = Refusal.of(client.send(get()).readAnswer());
      assertThat(refusal.is(401, "CREDENTIALS_INVALID").message()).contains("invalid_client");
    }
  }
}
