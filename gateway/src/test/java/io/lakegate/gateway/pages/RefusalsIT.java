package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent. */
final class RefusalsIT {

  private static final String JOBS = "/all-pages/api/2.2/jobs/list";
  private static final String USERS = "/all-pages/api/2.0/preview/scim/v2/Users";
  private static final String RUNS = "/all-pages/api/2.0/mlflow/runs/search";

  private static FakeOrigin origin;
  private static TestGateway gateway;

  @BeforeAll
  static void start() throws IOException {
    origin = FakeOrigin.start(FakeOrigin.json("{}"));
    gateway = TestGateway.gateway().origin(origin).start();
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
  }

  @BeforeEach
  void forgetCalls() {
    origin.calls().clear();
  }

  /**
   * A request that is refused.
   *
   * @param told a part of the message
   */
  record Case(String name, String request, int status, String code, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    return List.of(
        unknown("unknownParameter", "_limits=5", "'_limits'"),
        unknown("unknownParameter_escaped", "a=1&%5Fx=1", "'_x'"),
        unknown("unknownParameter_brokenEscape", "%5Fx%zz=1", "_format=json|ndjson"),
        unknown("unknownParameter_bareUnderscore", "_", "'_'"),
        badFormat("badFormat", "_format=xml", "'xml'"),
        badFormat("badFormat_empty", "_format=", "''"),
        badFormat("badFormat_capitals", "_format=JSON", "'JSON'"),
        badFormat("badFormat_second", "_format=json&_format=ndjson", "twice"),
        noPath("noPath", "/all-pages"),
        noPath("noPath_slash", "/all-pages/"),
        noPath("noPath_query", "/all-pages?_format=json"),
        noPath("noPath_notTheOrigins", "/all-pages/not/a/data/path"),
        noPath("noPath_doubleSlash", "/all-pages//api/2.2/jobs/list"),
        noPath("noPath_twice", "/all-pages/all-pages/api/2.2/jobs/list"),
        noPath("noPath_profileBehind", "/all-pages/@DEFAULT/api/2.2/jobs/list"),
        new Case(
            "expandedTasks",
            get("/all-pages/api/2.2/jobs/list?limit=5&expand_tasks=true"),
            400,
            "NOT_PAGEABLE",
            "expand_tasks"),
        new Case(
            "expandedTasks_spelledOtherwise",
            get("/all-pages/api/2.2/jobs/list?expand%5Ftasks=Tru%65"),
            400,
            "NOT_PAGEABLE",
            "expand_tasks"),
        new Case("longerWord", get("/all-pagesx/api/2.0/x"), 404, "NOT_A_GATEWAY_PATH", "/api"),
        new Case(
            "postOfNoList",
            post("/all-pages/api/2.1/clusters/create", "{}"),
            400,
            "NOT_PAGEABLE",
            "Nothing is known"),
        new Case(
            "postOfAnUnknownPath", post("/all-pages/api/2.0/x", "{}"), 400, "NOT_PAGEABLE", ""),
        new Case(
            "postOfAMisspeltPath",
            post("/all-pages/api/2.1/cluster/events", "{}"),
            400,
            "NOT_PAGEABLE",
            "The nearest known list: POST /all-pages/api/2.1/clusters/events."),
        new Case(
            "postOfAGetList",
            post(JOBS, "{}"),
            400,
            "NOT_PAGEABLE",
            "by GET, not POST; nothing was sent. Call GET /all-pages/api/2.2/jobs/list, with its"
                + " parameters in the query."),
        new Case(
            "getOfAPostList",
            get(RUNS),
            400,
            "NOT_PAGEABLE",
            "by POST, not GET; nothing was sent. Call POST /all-pages/api/2.0/mlflow/runs/search, with the"
                + " body of the list itself"),
        new Case(
            "oneObject",
            get("/all-pages/api/2.2/jobs/get?job_id=1"),
            400,
            "NOT_PAGEABLE",
            "without /all-pages"),
        new Case(
            "profileBehind",
            get("/all-pages/@DEFAULT/api/2.2/jobs/list?limit=5"),
            404,
            "NOT_A_GATEWAY_PATH",
            "call /@DEFAULT/all-pages/api/2.2/jobs/list."),
        new Case(
            "bodyIsNoObject",
            post(RUNS, "[1]"),
            400,
            "BAD_PARAMETER",
            "The list was not asked for: the body of the request is not the JSON object"),
        new Case(
            "bodyIsAForm",
            post(RUNS, "filter=x"),
            400,
            "BAD_PARAMETER",
            "is not the JSON object that is expected of a client: at byte 0"),
        new Case(
            "chunks",
            get("/all-pages/api/2.0/sql/statements/s/result/chunks/0"),
            400,
            "NOT_PAGEABLE",
            "ask for one chunk after the other, as each answer names the next in next_chunk_index. Call"
                + " it without /all-pages."),
        new Case("bodyIsNoJson", post(RUNS, "{\"a\":1}x"), 400, "BAD_PARAMETER", "byte 7"),
        new Case("bodyIsTooLarge", tooLarge(), 413, "CONTENT_TOO_LARGE", "1048576"),
        new Case("offsetIsNone", get(USERS + "?startIndex=a"), 400, "BAD_PARAMETER", "startIndex"),
        new Case(
            "offsetIsThereTwice",
            get(USERS + "?startIndex=1&start%49ndex=2"),
            400,
            "BAD_PARAMETER",
            "1, 2"),
        new Case("profile", get("/@nobody" + JOBS), 404, "PROFILE_NOT_FOUND", "nobody"),
        new Case(
            "foreignHost",
            get(JOBS).replace("localhost", "evil.example"),
            421,
            "HOST_NOT_ALLOWED",
            ""),
        new Case(
            "page", get(JOBS, "Origin: http://localhost"), 403, "BROWSER_REQUEST_REFUSED", ""));
  }

  private static Case unknown(String name, String query, String told) {
    return new Case(name, get(JOBS + "?" + query), 400, "UNKNOWN_PARAMETER", told);
  }

  private static Case badFormat(String name, String query, String told) {
    return new Case(name, get(JOBS + "?" + query), 400, "BAD_PARAMETER", told);
  }

  private static Case noPath(String name, String target) {
    return new Case(name, get(target), 404, "NOT_A_GATEWAY_PATH", "/api");
  }

  private static String tooLarge() {
    return post(RUNS, "{\"filter\":\"" + "x".repeat(1024 * 1024) + "\"}");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void allPages_badRequest_isRefusedAndNothingIsSent(Case c) throws IOException {
    Refusal refusal = Refusal.of(ask(c.request())).is(c.status(), c.code());
    assertThat(refusal.message()).contains(c.told());
    assertThat(origin.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS", "QUERY"})
  void allPages_otherMethod_405(String method) throws IOException {
    Answer answer = ask(get(JOBS).replace("GET", method));
    Refusal.of(answer).is(405, "METHOD_NOT_ALLOWED");
    assertThat(answer.field("allow")).isEqualTo("GET, POST");
    assertThat(origin.calls()).isEmpty();
  }

  /** Whoever asks first is told before it sends anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        JOBS,
        "/all-pages/api/2.1/clusters/create",
        RUNS + "?page_token=a&expand_tasks=true"
      })
  void allPages_postThatWaitsToSend_isRefusedWithout100(String target) throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send("POST " + target + " HTTP/1.1\r\nHost: localhost\r\n");
      client.send("Expect: 100-continue\r\nContent-Length: 9\r\n\r\n");
      Answer answer = client.readAnswer();
      Refusal.of(answer).is(400, "NOT_PAGEABLE");
      assertThat(origin.calls()).isEmpty();
    }
  }

  @Test
  void allPages_head_405WithoutABody() throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(get(JOBS).replace("GET", "HEAD")).readAnswer("HEAD");
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.field("lakegate-error")).isEqualTo("METHOD_NOT_ALLOWED");
      assertThat(client.send(get("/all-pages/x")).readAnswer().status()).isEqualTo(404);
      assertThat(origin.calls()).isEmpty();
    }
  }

  @Test
  void allPages_http10_505AndTheConnectionEnds() throws IOException {
    try (RawClient client = RawClient.connect(gateway.port())) {
      Answer answer = client.send(get(JOBS).replace("HTTP/1.1", "HTTP/1.0")).readAnswer();
      assertThat(Refusal.of(answer).is(505, "HTTP_VERSION_NOT_SUPPORTED").message())
          .contains("HTTP/1.1");
      assertThat(client.isClosedByServer()).isTrue();
      assertThat(origin.calls()).isEmpty();
    }
  }

  private static Answer ask(String request) throws IOException {
    return ListAnswer.to(gateway.port(), request).answer();
  }
}
