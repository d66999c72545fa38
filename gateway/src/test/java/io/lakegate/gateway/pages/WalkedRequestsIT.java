package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static io.lakegate.gateway.pages.Lists.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
        new Bodies(
            "nothing", "", List.of(one, two), List.of("{}", "{\"page_token\":\"T\\u0031\"}")),
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
}
