package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static io.lakegate.sdk.paging.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists by offset, by page number, by the next request, in one piece, and those that are none. */
final class OtherWalksTest {

  private static final ListDescriptor USERS =
      Lists.withDefaults(
          Lists.of("Resources", new PageStyle.Offset("startIndex", "count", 1)), scimDefaults());

  private static final ListDescriptor QUERIES =
      Lists.withDefaults(Lists.of("results", new PageStyle.Page("page", 1)), Map.of("page", "1"));

  private static final ListDescriptor EVENTS =
      Lists.of("events", new PageStyle.NextRequest("next_page"));

  private static Map<String, String> scimDefaults() {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("startIndex", "1");
    defaults.put("count", "10000");
    return defaults;
  }

  private static PageRequest get(String target) {
    return new PageRequest(target, new byte[0]);
  }

  private static String nextTarget(PageWalk walk, String page) {
    return walk.read(bytes(page)).next().orElseThrow().target();
  }

  private static void assertFails(Reason reason, ThrowingCallable walk) {
    assertThatThrownBy(walk)
        .isInstanceOfSatisfying(
            PagingException.class, thrown -> assertThat(thrown.reason()).isEqualTo(reason));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/u, /u?startIndex=1&count=10000, /u?startIndex=4&count=10000",
    "/u?count=3, /u?count=3&startIndex=1, /u?count=3&startIndex=4",
    "/u?startIndex=11&x, /u?startIndex=11&x&count=10000, /u?startIndex=14&x&count=10000",
    "/u?startIndex=0, /u?startIndex=0&count=10000, /u?startIndex=4&count=10000",
    "/u?start%49ndex=007, /u?start%49ndex=007&count=10000, /u?startIndex=10&count=10000",
  })
  void offset_fromWhereTheClientStarts_countsWhatCame(String client, String first, String second) {
    PageWalk walk = PageWalk.of(USERS, get(client));
    assertThat(walk.first().target()).isEqualTo(first);
    assertThat(nextTarget(walk, "{\"Resources\":[{},{},{}]}")).isEqualTo(second);
  }

  /** However few there are on a page, and whatever smaller total is said. */
  @ParameterizedTest(name = "totalResults {0}")
  @ValueSource(strings = {"0", "2", "3", "-1", "3.0", "null", "\"999\""})
  void offset_anyTotal_endsOnlyWithAnEmptyPage(String total) {
    String counted = "\"totalResults\":" + total + ",\"startIndex\":1";
    PageWalk walk = PageWalk.of(USERS, get("/u?count=50"));
    assertThat(nextTarget(walk, "{" + counted + ",\"Resources\":[1,2]}"))
        .isEqualTo("/u?count=50&startIndex=3");
    assertThat(nextTarget(walk, "{" + counted + ",\"Resources\":[3]}"))
        .isEqualTo("/u?count=50&startIndex=4");
    assertThat(walk.read(bytes("{" + counted + "}")).next()).isEmpty();
  }

  @ParameterizedTest(name = "{0}, totalResults {1}")
  @CsvSource({"/u, 4", "/u, 999", "/u, 4.0", "/u, 1e3", "/u?startIndex=11, 14"})
  void offset_emptyPageBelowItsOwnTotal_isIncomplete(String client, String total) {
    PageWalk walk = PageWalk.of(USERS, get(client));
    assertThat(walk.read(bytes("{\"totalResults\":3,\"Resources\":[1,2,3]}")).next()).isPresent();
    assertFails(Reason.INCOMPLETE_PAGE, () -> walk.read(bytes("{\"totalResults\":" + total + "}")));
  }

  /** Whoever leaves during the walk is not missing. */
  @Test
  void offset_totalThatShrinks_countsAsTheLastPageSaysIt() {
    PageWalk walk = PageWalk.of(USERS, get("/u?startIndex=11"));
    assertThat(walk.read(bytes("{\"totalResults\":15,\"Resources\":[1,2,3]}")).next()).isPresent();
    assertThat(walk.read(bytes("{\"totalResults\":13,\"Resources\":[]}")).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "startIndex=x",
        "startIndex=",
        "startIndex=-1",
        "startIndex=%201",
        "startIndex=1.0",
        "startIndex=1&startIndex=1",
        "startIndex=9223372036854775807"
      })
  void offset_startThatIsNoNumber_isTheClientsMistake(String query) {
    assertFails(Reason.BAD_REQUEST, () -> PageWalk.of(USERS, get("/u?" + query)));
  }

  @Test
  void offset_thatTheOriginDoesNotHeed_isACircle() {
    PageWalk walk = PageWalk.of(USERS, get("/u"));
    byte[] page = bytes("{\"Resources\":[{\"id\":\"1\"}],\"n\":1}");
    byte[] again = bytes("{\"n\":2,\"Resources\": [{\"id\":\"1\"}]}");
    assertThat(walk.read(page).next()).isPresent();
    assertFails(Reason.PAGINATION_LOOP, () -> walk.read(again));
  }

  @Test
  void offset_emptyPageThatSpeaksOfMore_isIncomplete() {
    PageWalk walk = PageWalk.of(USERS, get("/u"));
    assertFails(Reason.INCOMPLETE_PAGE, () -> walk.read(bytes("{\"has_more\":true}")));
  }

  @Test
  void offset_bareArrays_areWalkedToo() {
    PageStyle style = new PageStyle.Offset("offset", "limit", 0);
    PageWalk walk = PageWalk.of(Lists.of(new Items.Root(), style), get("/u"));
    assertThat(walk.first().target()).isEqualTo("/u");
    assertThat(nextTarget(walk, "[1,2]")).isEqualTo("/u?offset=2");
    assertThat(walk.read(bytes("[]")).next()).isEmpty();
  }

  @Test
  void page_untilOneIsEmpty_countsPages() {
    PageWalk walk = PageWalk.of(QUERIES, get("/q?page_size=2&q=a+b"));
    assertThat(walk.first().target()).isEqualTo("/q?page_size=2&q=a+b&page=1");
    assertThat(nextTarget(walk, "{\"count\":1,\"results\":[1,2]}"))
        .isEqualTo("/q?page_size=2&q=a+b&page=2");
    assertThat(nextTarget(walk, "{\"results\":[3]}")).isEqualTo("/q?page_size=2&q=a+b&page=3");
    assertThat(walk.read(bytes("{\"results\":[]}")).next()).isEmpty();
  }

  @Test
  void page_clientsNumber_isWhereTheWalkBegins() {
    PageWalk walk = PageWalk.of(QUERIES, get("/q?page=7"));
    assertThat(walk.first().target()).isEqualTo("/q?page=7");
    assertThat(nextTarget(walk, "{\"results\":[1]}")).isEqualTo("/q?page=8");
  }

  @Test
  void nextRequest_replacesTheWholeBody() {
    PageWalk walk = PageWalk.of(EVENTS, new PageRequest("/e?x=1", bytes("{\"cluster_id\":\"c\"}")));
    assertThat(text(walk.first().body())).isEqualTo("{\"cluster_id\":\"c\"}");
    PageRequest next =
        walk.read(
                bytes(
                    "{\"events\":[1],\"next_page\":{ \"offset\": 50, \"end_time\":1E3 } ,\"t\":1}"))
            .next()
            .orElseThrow();
    assertThat(text(next.body())).isEqualTo("{ \"offset\": 50, \"end_time\":1E3 }");
    assertThat(next.target()).isEqualTo("/e?x=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"events\":[1],\"next_page\":null}",
        "{\"next_page\":{ }}",
        "{\"next_page_token\":\"\"}"
      })
  void nextRequest_pageWithoutOne_isTheLast(String page) {
    assertThat(PageWalk.of(EVENTS, get("/e")).read(bytes(page)).next()).isEmpty();
  }

  @Test
  void nextRequest_thatCameBefore_isACircle() {
    PageWalk walk = PageWalk.of(EVENTS, get("/e"));
    walk.read(bytes("{\"next_page\":{\"o\":1}}"));
    walk.read(bytes("{\"next_page\":{\"o\":2}}"));
    assertFails(Reason.PAGINATION_LOOP, () -> walk.read(bytes("{\"next_page\":{\"o\":1}}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"x\"", "1", "[]", "true"})
  void nextRequest_thatIsNoObject_isABadPage(String request) {
    PageWalk walk = PageWalk.of(EVENTS, get("/e"));
    assertFails(Reason.BAD_PAGE, () -> walk.read(bytes("{\"next_page\":" + request + "}")));
  }

  /** The field is on its way out: what takes its place leads on too. */
  @Test
  void nextRequest_onlyATokenLeft_goesOnByTheToken() {
    PageWalk walk = PageWalk.of(EVENTS, new PageRequest("/e?x=1", bytes("{\"page_size\":2}")));
    PageRequest next =
        walk.read(bytes("{\"events\":[1],\"next_page_token\":\"T\"}")).next().orElseThrow();
    assertThat(text(next.body())).isEqualTo("{\"page_size\":2,\"page_token\":\"T\"}");
    assertThat(next.target()).isEqualTo("/e?x=1");
    assertThat(walk.read(bytes("{\"events\":[2]}")).next()).isEmpty();
  }

  @Test
  void nextRequest_tokenThatCameBefore_isACircle() {
    PageWalk walk = PageWalk.of(EVENTS, get("/e"));
    walk.read(bytes("{\"next_page_token\":\"T\"}"));
    assertFails(Reason.PAGINATION_LOOP, () -> walk.read(bytes("{\"next_page_token\":\"T\"}")));
  }

  @Test
  void nextRequest_moreButNothingLeft_isIncomplete() {
    PageWalk walk = PageWalk.of(EVENTS, get("/e"));
    assertFails(Reason.INCOMPLETE_PAGE, () -> walk.read(bytes("{\"has_more\":true}")));
  }

  @Test
  void single_onePage_isAll() {
    ListDescriptor zones = Lists.of("zones", new PageStyle.Single());
    PageWalk walk = PageWalk.of(zones, get("/z?a=1&_format=csv"));
    assertThat(walk.first().target()).isEqualTo("/z?a=1");
    assertThat(walk.read(bytes("{\"zones\":[1],\"next_page_token\":\"\"}")).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"has_more\":true}", "{\"zones\":[1],\"next_page_token\":\"T\"}"})
  void single_pageThatSpeaksOfMore_isIncomplete(String page) {
    PageWalk walk = PageWalk.of(Lists.of("zones", new PageStyle.Single()), get("/z"));
    assertFails(Reason.INCOMPLETE_PAGE, () -> walk.read(bytes(page)));
  }

  @Test
  void single_severalArrays_areTaken() {
    Items assets = new Items.Several(List.of("tables", "volumes"));
    PageWalk walk = PageWalk.of(Lists.of(assets, new PageStyle.Single()), get("/a"));
    assertThat(walk.read(bytes("{\"tables\":[1],\"volumes\":[2,3]}")).page().size()).isEqualTo(3);
  }

  static Stream<ListDescriptor> unwalkable() {
    Items jobs = new Items.Member(List.of("jobs"));
    PageStyle token = Lists.token(Place.QUERY);
    return Stream.of(
        Lists.of("chunks", new PageStyle.Chunks("chunk_index", "next_chunk_index")),
        Lists.of("data", new PageStyle.ByteRanges()),
        Lists.of(new Items.Merged(List.of("tasks"), Optional.empty()), token),
        Lists.of(new Items.Several(List.of("a", "b")), token),
        Lists.of(new Items.Root(), token),
        Lists.of(new Items.Root(), new PageStyle.NextRequest("next_page")),
        Lists.of(
            jobs,
            new PageStyle.Token(
                Place.BODY, "page_token", "t", Optional.empty(), Optional.of("/query-next-page"))),
        Lists.of(
            jobs,
            new PageStyle.Token(
                Place.BODY, "page_token", "t", Optional.of(List.of("a")), Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource("unwalkable")
  void walk_styleThatIsNotWalked_isRefusedBeforeAnythingIsSent(ListDescriptor list) {
    assertFails(Reason.NOT_PAGEABLE, () -> PageWalk.of(list, get("/l")));
  }

  @Test
  void request_printed_showsNeitherQueryNorBody() {
    assertThat(new PageRequest("/l?filter=secret", bytes("secret")))
        .hasToString("/l with a body of 6 bytes");
  }
}
