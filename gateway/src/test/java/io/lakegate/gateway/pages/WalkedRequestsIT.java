package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static io.lakegate.gateway.pages.Lists.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the origin is asked, page by page, and how its pages are taken. */
final class WalkedRequestsIT {

  private static final String SCIM =
      "\"totalResults\":3,\"startIndex\":%d,\"itemsPerPage\":2,\"Resources\":[%s]";
  private static final String USERS = "/api/2.0/preview/scim/v2/Users";
  private static final String RUNS = "/api/2.0/mlflow/runs/search";

  /**
   * A walk.
   *
   * @param pages the pages, as the origin gives them
   * @param asked the request lines that are expected, without the version
   * @param body the answer that is expected
   */
  record Walk(String name, String request, List<String> pages, List<String> asked, String body) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Walk> walks() {
    List<String> twoPages = List.of(jobs("1", "T/1+ ="), jobs("2", ""));
    String token = "page_token=T%2F1%2B%20%3D";
    String jobs = Lists.JOBS;
    return List.of(
        new Walk(
            "everyByteOfTheQuery",
            get("/all-pages" + jobs + "?name=a%2fb+c&&x=%zz&_format=json&'=\"{}&%5fformat=json&b"),
            twoPages,
            List.of(
                jobs + "?name=a%2fb+c&&x=%zz&'=\"{}&b",
                jobs + "?name=a%2fb+c&&x=%zz&'=\"{}&b&" + token),
            "{\"jobs\":[1,2]}"),
        new Walk(
            "onlyOurParameters",
            get("/all-pages" + jobs + "?_format=ndjson"),
            twoPages,
            List.of(jobs, jobs + "?" + token),
            "1\n2\n"),
        new Walk(
            "clientsToken",
            get("/all-pages" + jobs + "?page%5Ftoken=mine%2f&limit=2"),
            twoPages,
            List.of(jobs + "?page%5Ftoken=mine%2f&limit=2", jobs + "?" + token + "&limit=2"),
            "{\"jobs\":[1,2]}"),
        new Walk(
            "anyVersionAndSlash",
            get("/all-pages/api/2.9/jobs/list/?a"),
            twoPages,
            List.of("/api/2.9/jobs/list/?a", "/api/2.9/jobs/list/?a&" + token),
            "{\"jobs\":[1,2]}"),
        new Walk(
            "ownNameOfTheToken",
            get("/all-pages/api/2.0/repos"),
            List.of("{\"repos\":[1],\"next_page_token\":\"T\"}", "{\"repos\":[2]}"),
            List.of("/api/2.0/repos", "/api/2.0/repos?next_page_token=T"),
            "{\"repos\":[1,2]}"),
        new Walk(
            "nothingBesideTheToken",
            get("/all-pages/api/2.0/pipelines/p/events?filter=x&max_results=5&order_by=a"),
            List.of("{\"events\":[1],\"next_page_token\":\"T\"}", "{}"),
            List.of(
                "/api/2.0/pipelines/p/events?filter=x&max_results=5&order_by=a",
                "/api/2.0/pipelines/p/events?max_results=5&page_token=T"),
            "{\"events\":[1]}"),
        new Walk(
            "whatTheSdksAdd",
            get("/all-pages/api/2.1/unity-catalog/tables?catalog_name=c"),
            List.of("{\"tables\":[]}"),
            List.of("/api/2.1/unity-catalog/tables?catalog_name=c&max_results=0"),
            "{\"tables\":[]}"),
        new Walk(
            "whatTheSdksAdd_sentByTheClient",
            get("/all-pages/api/2.1/unity-catalog/tables?max%5fresults=7"),
            List.of("{\"tables\":[]}"),
            List.of("/api/2.1/unity-catalog/tables?max%5fresults=7"),
            "{\"tables\":[]}"),
        new Walk(
            "offset",
            get("/all-pages" + USERS + "?filter=a+eq+%22b%22"),
            List.of("{" + SCIM.formatted(1, "1,2") + "}", "{" + SCIM.formatted(3, "3") + "}", "{}"),
            List.of(
                USERS + "?filter=a+eq+%22b%22&count=10000",
                USERS + "?filter=a+eq+%22b%22&count=10000&startIndex=3",
                USERS + "?filter=a+eq+%22b%22&count=10000&startIndex=4"),
            "{\"totalResults\":3,\"Resources\":[1,2,3]}"),
        new Walk(
            "clientsOffset",
            get("/all-pages" + USERS + "?startIndex=41&count=2"),
            List.of("{\"Resources\":[1,2]}", "{\"Resources\":[]}"),
            List.of(USERS + "?startIndex=41&count=2", USERS + "?startIndex=43&count=2"),
            "{\"Resources\":[1,2]}"),
        new Walk(
            "sameItemAgain",
            get("/all-pages" + USERS),
            List.of(
                "{\"Resources\":[{\"id\":\"a\"},{\"id\":\"b\"}]}",
                "{\"Resources\":[{\"id\":\"\\u0062\"},{\"id\":\"c\"},{\"name\":1}]}",
                "{\"Resources\":[]}"),
            List.of(
                USERS + "?count=10000",
                USERS + "?count=10000&startIndex=3",
                USERS + "?count=10000&startIndex=6"),
            "{\"Resources\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"name\":1}]}"),
        new Walk(
            "clientsPage",
            get("/all-pages/api/2.0/preview/sql/queries?page=3&page_size=1"),
            List.of("{\"results\":[1]}", "{\"results\":[]}"),
            List.of(
                "/api/2.0/preview/sql/queries?page=3&page_size=1",
                "/api/2.0/preview/sql/queries?page=4&page_size=1"),
            "{\"results\":[1]}"),
        new Walk(
            "unknown_byToken",
            get("/all-pages/api/2.0/new/things?x=%zz&_format=json&page_token=mine"),
            List.of(
                "{\"n\":1E400,\"things\":[1],\"next_page_token\":\"T\",\"has_more\":true}",
                "{\"things\":[2],\"has_more\":false}"),
            List.of(
                "/api/2.0/new/things?x=%zz&page_token=mine",
                "/api/2.0/new/things?x=%zz&page_token=T"),
            "{\"n\":1E400,\"things\":[1,2]}"),
        new Walk(
            "unknown_scim",
            get("/all-pages/api/2.0/new/people"),
            List.of("{" + SCIM.formatted(1, "1,2") + "}", "{" + SCIM.formatted(3, "3") + "}", "{}"),
            List.of(
                "/api/2.0/new/people",
                "/api/2.0/new/people?startIndex=3",
                "/api/2.0/new/people?startIndex=4"),
            "{\"totalResults\":3,\"Resources\":[1,2,3]}"),
        new Walk(
            "unknown_scimWithoutItems",
            get("/all-pages/api/2.0/new/people"),
            List.of("{\"totalResults\":0,\"startIndex\":1}"),
            List.of("/api/2.0/new/people"),
            "{\"Resources\":[],\"totalResults\":0}"));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void allPages_list_isAskedForPageByPage(Walk walk) throws IOException {
    List<String> pages = walk.pages().stream().map(Lists::ok).toList();
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(pages));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), walk.request());
      assertThat(origin.calls())
          .extracting(FakeOrigin.Call::requestLine)
          .isEqualTo(walk.asked().stream().map(t -> "GET " + t + " HTTP/1.1").toList());
      assertThat(answer.body()).isEqualTo(walk.body());
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.whole()).isTrue();
    }
  }

  /**
   * A walk by bodies.
   *
   * @param sent the client's body
   * @param asked the bodies that the origin is expected to get
   */
  record Bodies(String name, String sent, List<String> pages, List<String> asked) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Bodies> bodies() {
    String two = "{\"runs\":[2]}";
    String one = "{\"runs\":[1],\"next_page_token\": \"T\\u0031\" }";
    return List.of(
        new Bodies("nothing", "", List.of(one, two), List.of("{}", "{\"page_token\":\"T\\u0031\"}")),
        new Bodies(
            "oddSpacing",
            " { \"n\" : 1E400 ,\t\"n\":9223372036854775807,\"t\":\"\\ud800\u00ff\" }\r\n",
            List.of(one, two),
            List.of(
                " { \"n\" : 1E400 ,\t\"n\":9223372036854775807,\"t\":\"\\ud800\u00ff\" }\r\n",
                " { \"n\" : 1E400 ,\t\"n\":9223372036854775807,\"t\":\"\\ud800\u00ff\" "
                    + ",\"page_token\":\"T\\u0031\"}\r\n")),
        new Bodies(
            "clientsToken",
            "{\"page_token\" : \"min\\u0065\" , \"max_results\":2}",
            List.of(one, two),
            List.of(
                "{\"page_token\" : \"min\\u0065\" , \"max_results\":2}",
                "{\"page_token\" : \"T\\u0031\" , \"max_results\":2}")));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void allPages_listAskedForByBody_changesNothingButTheToken(Bodies walk) throws IOException {
    List<String> bodies = new CopyOnWriteArrayList<>();
    List<String> pages = walk.pages().stream().map(Lists::ok).toList();
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(pages, bodies));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer =
          ListAnswer.to(
              gateway.port(), post("/all-pages" + RUNS, walk.sent(), "Content-Type: text/json"));
      assertThat(answer.body()).isEqualTo("{\"runs\":[1,2] }");
      assertThat(bodies).isEqualTo(walk.asked());
      assertThat(origin.calls())
          .allSatisfy(
              call -> {
                assertThat(call.requestLine()).isEqualTo("POST " + RUNS + " HTTP/1.1");
                assertThat(call.field("content-type")).isEqualTo("application/json");
              });
    }
  }

  static List<String> pagesThatDoNotTell() {
    return List.of(
        "{\"things\":[1]}",
        "{}",
        "[1]",
        "7",
        "{\"things\":[1],\"others\":[2],\"next_page_token\":\"T\"}",
        "{\"next_page_token\":\"T\"}",
        "{\"totalResults\":2,\"Resources\":[1]}");
  }

  @ParameterizedTest
  @MethodSource("pagesThatDoNotTell")
  void allPages_unknownListThatDoesNotTell_isRefusedAfterOnePage(String page) throws IOException {
    for (String path : List.of("/api/2.0/new/things", "/api/2.1/clusters/get")) {
      try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(ok(page))));
          TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
        ListAnswer answer = ListAnswer.to(gateway.port(), get("/all-pages" + path));
        Refusal.of(answer.answer()).is(400, "NOT_PAGEABLE");
        assertThat(origin.calls()).hasSize(1);
      }
    }
  }

  @Test
  void allPages_fields_clientsOwnReachEveryPageAndNothingElseDoes() throws IOException {
    String[] fields = {
      "Authorization: Bearer client",
      "Cookie: a=b",
      "X-Custom: kept",
      "User-Agent: my-tool/1",
      "Accept: application/x-ndjson",
      "Accept-Encoding: gzip",
      "Range: bytes=0-1",
      "If-None-Match: x",
      "Expect: 100-continue",
      "Idempotency-Key: k",
      "Connection: keep-alive, X-Hop",
      "X-Hop: dropped",
      "Lakegate-Timeout: 30s",
      "X-Databricks-Azure-SP-Management-Token: secret",
    };
    try (FakeOrigin origin =
            FakeOrigin.start(Lists.inTurn(List.of(ok(jobs("1", "T")), ok(jobs("2", "")))));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), get("/all-pages" + Lists.JOBS, fields));
      assertThat(answer.body()).isEqualTo("1\n2\n");
      assertThat(origin.calls()).hasSize(2);
      for (FakeOrigin.Call call : origin.calls()) {
        assertThat(call.fields("authorization")).containsExactly("Bearer test-token");
        assertThat(call.fields("accept")).containsExactly("application/json");
        assertThat(call.field("x-custom")).isEqualTo("kept");
        assertThat(call.field("user-agent")).startsWith("my-tool/1");
        assertThat(call.head().toLowerCase(java.util.Locale.ROOT))
            .doesNotContain("cookie", "gzip", "range", "if-none", "100-continue", "idempotency")
            .doesNotContain("x-hop", "\nlakegate-", "secret", "content-length");
      }
    }
  }

  @Test
  void allPages_answer_tellsWhatEveryAnswerTells() throws IOException {
    String page = Lists.answer(200, "Set-Cookie: a=b\r\nX-Page: 1\r\nETag: x\r\n", jobs("1", ""));
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(page, page)));
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      List<String> ids = new ArrayList<>();
      for (int n = 0; n < 2; n++) {
        ListAnswer answer = ListAnswer.read(client.send(get("/all-pages" + Lists.JOBS)));
        assertThat(answer.body()).isEqualTo("{\"jobs\":[1]}");
        assertThat(answer.field("content-type")).isEqualTo("application/json");
        assertThat(answer.field("transfer-encoding")).isEqualTo("chunked");
        assertThat(answer.field("lakegate-attempts")).isEqualTo("1");
        assertThat(answer.field("lakegate-profile")).isEqualTo("DEFAULT");
        assertThat(answer.field("server-timing"))
            .matches("queue;dur=[0-9.]+, auth;dur=[0-9.]+, origin;dur=[0-9.]+, total;dur=[0-9.]+")
            .doesNotContain("origin;dur=0.00");
        assertThat(answer.answer().head().toLowerCase(java.util.Locale.ROOT))
            .doesNotContain("set-cookie", "x-page", "etag", "content-length", "lakegate-error");
        ids.add(answer.field("lakegate-request-id"));
      }
      assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9a-f]{16}"));
    }
  }

  @Test
  void allPages_profile_isChosenByPathOrField() throws IOException {
    try (FakeOrigin first = FakeOrigin.start(FakeOrigin.json(jobs("1", "")));
        FakeOrigin second = FakeOrigin.start(FakeOrigin.json(jobs("2", "")));
        TestGateway gateway =
            TestGateway.gateway()
                .profileFile(section("DEFAULT", first) + section("other", second))
                .flag("profile", "other")
                .start()) {
      String target = "/all-pages" + Lists.JOBS;
      String field = "Lakegate-Profile: other";
      assertThat(ListAnswer.to(gateway.port(), get(target)).body()).contains("[1]");
      for (String request : List.of(get("/@other" + target), get(target, field))) {
        ListAnswer answer = ListAnswer.to(gateway.port(), request);
        assertThat(answer.body()).contains("[2]");
        assertThat(answer.field("lakegate-profile")).isEqualTo("other");
      }
      assertThat(second.calls())
          .hasSize(2)
          .allMatch(call -> call.field("authorization").equals("Bearer of-other"));
    }
  }

  private static String section(String name, FakeOrigin origin) {
    return "[%s]\nhost = %s\ntoken = of-%s\n".formatted(name, origin.url(), name);
  }

  /**
   * How a client says which form it wants.
   *
   * @param accept its Accept field
   * @param lines whether it gets a line for each item
   */
  record Form(String query, String accept, boolean lines) {}

  static List<Form> forms() {
    return List.of(
        new Form("", "*/*", false),
        new Form("", "application/json", false),
        new Form("", "application/x-ndjson", true),
        new Form("", "Application/X-NDJSON; charset=utf-8", true),
        new Form("", "application/x-ndjson, */*;q=0.1", true),
        new Form("", "application/json, application/x-ndjson;q=0.5", false),
        new Form("", "application/x-ndjson, application/json;q=0.5", true),
        new Form("", "application/json;q=0.5,application/x-ndjson; q=0.7", true),
        new Form("", "application/x-ndjson;q=0, */*", false),
        new Form("", "application/x-ndjson, application/json", false),
        new Form("", "text/html\r\nAccept: application/x-ndjson", true),
        new Form("?_format=json", "application/x-ndjson", false),
        new Form("?_format=ndjson", "application/json", true));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void allPages_form_isWhatTheClientAsksFor(Form form) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json(jobs("1", "")));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer =
          ListAnswer.to(
              gateway.port(),
              get("/all-pages" + Lists.JOBS + form.query(), "Accept: " + form.accept()));
      assertThat(answer.body()).isEqualTo(form.lines() ? "1\n" : "{\"jobs\":[1]}");
      assertThat(answer.field("content-type"))
          .isEqualTo(form.lines() ? "application/x-ndjson" : "application/json");
    }
  }
}
