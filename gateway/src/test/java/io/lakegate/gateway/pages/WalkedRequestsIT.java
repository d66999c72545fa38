package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.post;
import static io.lakegate.gateway.pages.Lists.scim;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the origin is asked, page by page, and how its pages are taken. */
final class WalkedRequestsIT {

  private static final String USERS = "/api/2.0/preview/scim/v2/Users";
  private static final List<String> TWO_PAGES = List.of(jobs("1", "T/1+ ="), jobs("2", ""));
  private static final String TOKEN = "page_token=T%2F1%2B%20%3D";
  private static final String RUNS = "/api/2.0/mlflow/runs/search";

  static Stream<AskedWalk> walks() {
    return Stream.of(byToken(), byTokenOddly(), withDefaults(), byOffset(), byPage())
        .flatMap(walks -> walks);
  }

  private static Stream<AskedWalk> byToken() {
    return Stream.of(
        new AskedWalk(
            "everyByteOfTheQuery",
            get("/all-pages" + Lists.JOBS + "?name=a%2fb+c&&x=%zz&'=\"{}&%5fformat=json&b"),
            TWO_PAGES,
            List.of(
                Lists.JOBS + "?name=a%2fb+c&&x=%zz&'=\"{}&b",
                Lists.JOBS + "?name=a%2fb+c&&x=%zz&'=\"{}&b&" + TOKEN),
            "{\"jobs\":[1,2]}"),
        new AskedWalk(
            "onlyOurParameters",
            get("/all-pages" + Lists.JOBS + "?_format=ndjson"),
            TWO_PAGES,
            List.of(Lists.JOBS, Lists.JOBS + "?" + TOKEN),
            "1\n2\n"),
        new AskedWalk(
            "clientsToken",
            get("/all-pages" + Lists.JOBS + "?page%5Ftoken=mine%2f&limit=2"),
            TWO_PAGES,
            List.of(
                Lists.JOBS + "?page%5Ftoken=mine%2f&limit=2",
                Lists.JOBS + "?" + TOKEN + "&limit=2"),
            "{\"jobs\":[1,2]}"),
        new AskedWalk(
            "anyVersionAndSlash",
            get("/all-pages/api/2.9/jobs/list/?a"),
            TWO_PAGES,
            List.of("/api/2.9/jobs/list/?a", "/api/2.9/jobs/list/?a&" + TOKEN),
            "{\"jobs\":[1,2]}"));
  }

  private static Stream<AskedWalk> byTokenOddly() {
    return Stream.of(
        new AskedWalk(
            "ownNameOfTheToken",
            get("/all-pages/api/2.0/repos"),
            List.of("{\"repos\":[1],\"next_page_token\":\"T\"}", "{\"repos\":[2]}"),
            List.of("/api/2.0/repos", "/api/2.0/repos?next_page_token=T"),
            "{\"repos\":[1,2]}"),
        new AskedWalk(
            "nothingBesideTheToken",
            get("/all-pages/api/2.0/pipelines/p/events?filter=x&max_results=5&order_by=a"),
            List.of("{\"events\":[1],\"next_page_token\":\"T\"}", "{}"),
            List.of(
                "/api/2.0/pipelines/p/events?filter=x&max_results=5&order_by=a",
                "/api/2.0/pipelines/p/events?max_results=5&page_token=T"),
            "{\"events\":[1]}"));
  }

  private static Stream<AskedWalk> withDefaults() {
    return Stream.of(
        new AskedWalk(
            "whatTheSdksAdd",
            get("/all-pages/api/2.1/unity-catalog/tables?catalog_name=c"),
            List.of("{\"tables\":[]}"),
            List.of("/api/2.1/unity-catalog/tables?catalog_name=c&max_results=0"),
            "{\"tables\":[]}"),
        new AskedWalk(
            "whatTheSdksAdd_sentByTheClient",
            get("/all-pages/api/2.1/unity-catalog/tables?max%5fresults=7"),
            List.of("{\"tables\":[]}"),
            List.of("/api/2.1/unity-catalog/tables?max%5fresults=7"),
            "{\"tables\":[]}"));
  }

  private static Stream<AskedWalk> byOffset() {
    return Stream.of(
        new AskedWalk(
            "offset",
            get("/all-pages" + USERS + "?filter=a+eq+%22b%22"),
            List.of(scim(1, "1,2"), scim(3, "3"), "{}"),
            List.of(
                USERS + "?filter=a+eq+%22b%22&count=10000",
                USERS + "?filter=a+eq+%22b%22&count=10000&startIndex=3",
                USERS + "?filter=a+eq+%22b%22&count=10000&startIndex=4"),
            "{\"totalResults\":3,\"Resources\":[1,2,3]}"),
        new AskedWalk(
            "clientsOffset",
            get("/all-pages" + USERS + "?startIndex=41&count=2"),
            List.of("{\"Resources\":[1,2]}", "{\"Resources\":[]}"),
            List.of(USERS + "?startIndex=41&count=2", USERS + "?startIndex=43&count=2"),
            "{\"Resources\":[1,2]}"),
        new AskedWalk(
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
            "{\"Resources\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"c\"},{\"name\":1}]}"));
  }

  private static Stream<AskedWalk> byPage() {
    return Stream.of(
        new AskedWalk(
            "clientsPage",
            get("/all-pages/api/2.0/preview/sql/queries?page=3&page_size=1"),
            List.of("{\"results\":[1]}", "{\"results\":[]}"),
            List.of(
                "/api/2.0/preview/sql/queries?page=3&page_size=1",
                "/api/2.0/preview/sql/queries?page=4&page_size=1"),
            "{\"results\":[1]}"));
  }

  @ParameterizedTest
  @MethodSource("walks")
  void allPages_list_isAskedForPageByPage(AskedWalk walk) throws IOException {
    walk.check();
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
}
