package io.lakegate.sandbox.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ListApiIT {
  private static final TestSandbox SANDBOX =
      TestSandbox.start(SandboxConfig.defaults().withJobs(0));
  private static final String APPS = "/api/2.0/apps";

  @BeforeEach
  void forget() {
    SANDBOX.delete("/sandbox/lists");
    SANDBOX.delete("/sandbox/faults");
  }

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  /** A list by its name. */
  record Named(ListRow row) {
    @Override
    public String toString() {
      return row.level() + " " + row.operation();
    }
  }

  static Stream<Named> lists() {
    return ListTable.read().stream().filter(row -> row.style() != ListStyle.NESTED).map(Named::new);
  }

  static Stream<Named> tokenLists() {
    return lists().filter(list -> list.row().style().byToken());
  }

  @ParameterizedTest
  @MethodSource("lists")
  void list_walkedToItsEnd_givesEachItemOnce(Named list) {
    plan(list, "'items':45,'page_size':10");
    ListWalker walker = new ListWalker(SANDBOX, list.row());

    List<String> items = walker.walk();

    assertThat(items).hasSize(45).doesNotHaveDuplicates();
    assertThat(walker.pages())
        .isEqualTo(
            switch (list.row().style()) {
              case SINGLE, ARRAY -> 1;
              case TOKEN_QUERY -> list.row().has(ListRow.Trait.WHOLE_UNLESS_SIZED) ? 1 : 5;
              case TOKEN_BODY, NEXT_REQUEST, CHUNK -> 5;
              case LAST_KEY, SCIM, PAGE, BYTES -> 6;
              case NESTED -> 0;
            });
  }

  @ParameterizedTest
  @MethodSource("lists")
  void list_ofOnePageOrNone_ends(Named list) {
    plan(list, "'items':1");
    assertThat(new ListWalker(SANDBOX, list.row()).walk()).hasSize(1);

    plan(list, "'items':0");
    assertThat(new ListWalker(SANDBOX, list.row()).walk()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("tokenLists")
  void tokenList_withEmptyPagesAndTokens_givesEachItemOnce(Named list) {
    plan(list, "'items':20,'page_size':8,'empty_page_at':2,'absent_when_empty':true");
    ListWalker middle = walker(list);
    assertThat(middle.walk()).hasSize(20).doesNotHaveDuplicates();
    assertThat(middle.pages()).isEqualTo(4);

    plan(list, "'items':16,'page_size':8,'empty_page_at':3,'empty_token':true");
    ListWalker end = walker(list);
    assertThat(end.walk()).hasSize(16).doesNotHaveDuplicates();
    assertThat(end.pages()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("tokenLists")
  void tokenList_askedWithAForeignToken_refusesIt(Named list) {
    plan(list, "'items':45");
    ListWalker walker = walker(list).with(list.row().token(), "nonsense");

    assertThat(list.row().method().equals("POST") ? post(walker, list) : get(walker, list))
        .isEqualTo("400 INVALID_PARAMETER_VALUE");
  }

  @Test
  void list_withoutAPlan_holds45ItemsInPagesOf20() {
    JsonNode first = SANDBOX.get(APPS).json();

    assertThat(first.path("apps")).hasSize(20);
    assertThat(first.path("next_page_token").asText()).isNotEmpty();
    assertThat(SANDBOX.get("/api/2.0/bundle/deployments/d/resources").json().path("resources"))
        .hasSize(45);
  }

  @Test
  void list_askedForAPageSize_givesItUpToTheServersOwn() {
    assertThat(SANDBOX.get(APPS + "?page_size=7").json().path("apps")).hasSize(7);
    assertThat(SANDBOX.get(APPS + "?page_size=0").json().path("apps")).hasSize(20);
    assertThat(SANDBOX.get(APPS + "?page_size=-1").status()).isEqualTo(400);
    plan("GET", APPS, "'page_size':5");
    assertThat(SANDBOX.get(APPS + "?page_size=7").json().path("apps")).hasSize(5);
  }

  @Test
  void items_holdWhatACopyThroughDoublesWouldChange() {
    String text = SANDBOX.get(APPS + "?page_size=1").text();

    assertThat(text)
        .contains("\"id\":\"apps-000001\"", "\"number\":9007199254740995", "\"ratio\":1.50")
        .contains("caf\\u00e9", "\\/", "ümläut", "\\ud83d\\ude00", "日本", "\"small\":1E-2");
  }

  @Test
  void unityCatalogList_withoutMaxResults_givesEverythingAtOnce() {
    String catalogs = "/api/2.1/unity-catalog/catalogs";

    assertThat(SANDBOX.get(catalogs).json().path("catalogs")).hasSize(45);
    assertThat(SANDBOX.get(catalogs).json().has("next_page_token")).isFalse();
    JsonNode paged = SANDBOX.get(catalogs + "?max_results=0").json();
    assertThat(paged.path("catalogs")).hasSize(20);
    assertThat(
            SANDBOX
                .get(catalogs + "?max_results=0&page_token=" + text(paged, "next_page_token"))
                .json()
                .path("catalogs"))
        .hasSize(20);
  }

  @Test
  void page_askedWithOtherFiltersThanTheFirst_isRefused() {
    String token = text(SANDBOX.get("/api/2.0/genie/spaces?q=a").json(), "next_page_token");

    assertThat(SANDBOX.get("/api/2.0/genie/spaces?q=a&page_token=" + token).status())
        .isEqualTo(200);
    assertThat(SANDBOX.get("/api/2.0/genie/spaces?page_token=" + token).status()).isEqualTo(400);
    assertThat(SANDBOX.get("/api/2.0/lakeview/dashboards?page_token=" + token).status())
        .isEqualTo(400);
  }

  @Test
  void pipelineEvents_withATokenAndAFilter_areRefused() {
    String events = "/api/2.0/pipelines/p/events";
    String token = text(SANDBOX.get(events + "?filter=x").json(), "next_page_token");

    assertThat(SANDBOX.get(events + "?filter=x&page_token=" + token).message())
        .isEqualTo(
            "page_token cannot go with filter: of the other parameters it takes only max_results");
    assertThat(SANDBOX.get(events + "?max_results=3&page_token=" + token).json().path("events"))
        .hasSize(3);
  }

  @Test
  void repos_takeTheirTokenUnderTheNameThatTheyGiveIt() {
    JsonNode first = SANDBOX.get("/api/2.0/repos").json();
    String query = "?next_page_token=" + text(first, "next_page_token");

    assertThat(SANDBOX.get("/api/2.0/repos" + query).json().path("repos").path(0).path("id"))
        .hasToString("\"repos-000021\"");
  }

  @Test
  void legacyPage_farBehindTheLast_isEmpty() {
    JsonNode page =
        SANDBOX.get("/api/2.0/preview/sql/queries?page=9007199254740993&page_size=250").json();

    assertThat(page.path("results")).isEmpty();
    assertThat(page.path("count").asInt()).isEqualTo(45);
    assertThat(SANDBOX.get("/api/2.0/preview/sql/queries?page=0").status()).isEqualTo(400);
  }

  @Test
  void repeatedToken_leadsFromTheSecondPageToItself() {
    plan("GET", APPS, "'repeat_token':true");
    String first = text(SANDBOX.get(APPS).json(), "next_page_token");

    assertThat(text(SANDBOX.get(APPS + "?page_token=" + first).json(), "next_page_token"))
        .isEqualTo(first);
  }

  @Test
  void hasMoreWithoutToken_saysSoAndGivesNone() {
    plan("GET", APPS, "'has_more_without_token':true");
    JsonNode page = SANDBOX.get(APPS).json();

    assertThat(page.path("has_more").asBoolean()).isTrue();
    assertThat(page.has("next_page_token")).isFalse();
  }

  @Test
  void emptyList_canBeAnEmptyObject() {
    plan("GET", APPS, "'items':0,'absent_when_empty':true");
    assertThat(SANDBOX.get(APPS).text()).isEqualTo("{}");
    plan("GET", "/api/2.1/clusters/list", "'items':0,'absent_when_empty':true");
    assertThat(SANDBOX.get("/api/2.1/clusters/list").text()).isEqualTo("{}");
    plan("GET", "/api/2.1/clusters/list-zones", "'items':0,'absent_when_empty':true");
    assertThat(SANDBOX.get("/api/2.1/clusters/list-zones").text()).isEqualTo("{}");
  }

  @Test
  void listOfAnotherFeature_withAPlan_isServedByItUntilItIsForgotten() {
    assertThat(SANDBOX.get("/api/2.1/clusters/list").json().path("clusters")).hasSize(3);
    plan("GET", "/api/2.1/clusters/list", "'items':9");
    assertThat(SANDBOX.get("/api/2.1/clusters/list").json().path("clusters")).hasSize(9);
    SANDBOX.delete("/sandbox/lists");
    assertThat(SANDBOX.get("/api/2.1/clusters/list").json().path("clusters")).hasSize(3);
  }

  @Test
  void vectorQuery_goesOnAtItsSecondPath() {
    String query = "/api/2.0/vector-search/indexes/i/query";
    JsonNode first = SANDBOX.post(query, "{\"num_results\":30}").json();
    JsonNode second =
        SANDBOX
            .post(
                query + "-next-page", "{\"page_token\":\"" + text(first, "next_page_token") + "\"}")
            .json();

    assertThat(first.at("/result/data_array")).hasSize(30);
    assertThat(first.at("/manifest/column_count").asInt()).isEqualTo(3);
    assertThat(second.at("/result/data_array/0/0").asText()).isEqualTo("data_array-000031");
  }

  @Test
  void scan_withAKeyThatNoItemHas_isRefused() {
    String scan = "/api/2.0/vector-search/indexes/i/scan";

    assertThat(SANDBOX.post(scan, "{\"last_primary_key\":\"data-000046\"}").status())
        .isEqualTo(400);
    assertThat(SANDBOX.post(scan, "{\"last_primary_key\":\"x\"}").status()).isEqualTo(400);
  }

  @Test
  void scim_countsFromOneAndCapsWhatIsAskedFor() {
    String users = "/api/2.0/accounts/a/scim/v2/Users";
    JsonNode page = SANDBOX.get(users + "?startIndex=41&count=10000").json();

    assertThat(page.path("Resources")).hasSize(5);
    assertThat(page.path("totalResults").asInt()).isEqualTo(45);
    assertThat(page.path("itemsPerPage").asInt()).isEqualTo(5);
    assertThat(page.path("schemas").path(0).asText()).endsWith(":ListResponse");
    assertThat(SANDBOX.get(users).json().path("Resources")).hasSize(20);
    assertThat(SANDBOX.get(users + "?count=0").json().path("Resources")).isEmpty();
  }

  @Test
  void fault_thatSkipsTwo_failsTheThirdPage() {
    SANDBOX.post("/sandbox/faults", "{\"path\":\"" + APPS + "\",\"status\":403,\"skip\":2}");
    String token = text(SANDBOX.get(APPS).json(), "next_page_token");
    String next = text(SANDBOX.get(APPS + "?page_token=" + token).json(), "next_page_token");

    assertThat(SANDBOX.get(APPS + "?page_token=" + next).status()).isEqualTo(403);
    assertThat(SANDBOX.get(APPS + "?page_token=" + next).json().path("apps")).hasSize(5);
  }

  @Test
  void plans_areShownWithEveryList() {
    plan("GET", APPS, "'items':7");
    JsonNode lists = SANDBOX.get("/sandbox/lists").json().path("lists");

    assertThat(lists).hasSize(256);
    JsonNode apps =
        lists
            .valueStream()
            .filter(x -> text(x, "operation").equals("apps.list"))
            .findFirst()
            .orElseThrow();
    assertThat(apps.path("items").asInt()).isEqualTo(7);
    assertThat(text(apps, "style")).isEqualTo("TOKEN_QUERY");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'path':'/api/2.0/nothing' | There is no list at '/api/2.0/nothing'",
        "'path':'/api/2.2/jobs/get' | There is no list",
        "'path':'/api/2.0/apps','items':-1 | items: expected a whole number from 0 to 100000000, got -1",
        "'path':'/api/2.0/apps','items':2.5 | items: expected a whole number from 0 to 100000000, got 2.5",
        "'path':'/api/2.0/apps','repeat_token':1 | repeat_token: expected true or false, got 1",
        "'path':'/api/2.0/apps','method':7 | method: expected a text, got 7",
        "'path':'/api/2.0/apps','size':7 | size: unknown; known are absent_when_empty, empty_page",
        "'path':'/api/2.0/token/list','empty_page_at':2 | only for lists that are paged by tokens",
      },
      quoteCharacter = '`')
  void badPlan_isRefusedWithItsProblems(String plan, String expected) {
    Reply reply = SANDBOX.post("/sandbox/lists", json("{" + plan + "}"));

    assertThat(reply.status()).isBetween(400, 404);
    assertThat(reply.message()).contains(expected);
  }

  @Test
  void lists_haveKeysThatRepeatOnlyForOtherNamesOfTheSame() {
    HashSet<String> keys = new HashSet<>();
    ListTable.read().forEach(row -> keys.add(row.key()));

    assertThat(keys).hasSize(244);
  }

  private static ListWalker walker(Named list) {
    ListWalker walker = new ListWalker(SANDBOX, list.row());
    return list.row().has(ListRow.Trait.WHOLE_UNLESS_SIZED)
        ? walker.with(list.row().size(), "0")
        : walker;
  }

  private static String get(ListWalker walker, Named list) {
    Reply reply = SANDBOX.get(walker.path() + "?" + list.row().token() + "=nonsense");
    return reply.status() + " " + reply.errorCode();
  }

  private static String post(ListWalker walker, Named list) {
    Reply reply = SANDBOX.post(walker.path(), json("{'" + list.row().token() + "':'nonsense'}"));
    return reply.status() + " " + reply.errorCode();
  }

  private static void plan(Named list, String members) {
    plan(list.row().method(), new ListWalker(SANDBOX, list.row()).path(), members);
  }

  private static void plan(String method, String path, String members) {
    Reply reply =
        SANDBOX.post(
            "/sandbox/lists",
            json("{'method':'" + method + "','path':'" + path + "'," + members + "}"));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private static String text(JsonNode node, String name) {
    return node.path(name).asText();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
