package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static io.lakegate.sdk.paging.Texts.items;
import static io.lakegate.sdk.paging.Texts.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PagingException.Reason;
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

/** Lists by a token in the query. */
final class TokenWalkTest {

  private static final ListDescriptor JOBS = Lists.byToken("jobs");

  private static PageRequest get(String target) {
    return new PageRequest(target, new byte[0]);
  }

  private static PageRequest next(PageWalk walk, String page) {
    return walk.read(bytes(page)).next().orElseThrow();
  }

  private static void assertFails(Reason reason, ThrowingCallable walk) {
    assertThatThrownBy(walk)
        .isInstanceOfSatisfying(
            PagingException.class, thrown -> assertThat(thrown.reason()).isEqualTo(reason));
  }

  record Targets(String client, String first, String second) {
    @Override
    public String toString() {
      return client;
    }
  }

  static Stream<Targets> targets() {
    return Stream.of(
        new Targets("/l", "/l", "/l?page_token=T"),
        new Targets("/l?", "/l?", "/l?&page_token=T"),
        new Targets("/l?a=1&b=2", "/l?a=1&b=2", "/l?a=1&b=2&page_token=T"),
        new Targets("/l?a=1&a=2&&a", "/l?a=1&a=2&&a", "/l?a=1&a=2&&a&page_token=T"),
        new Targets(
            "/l/a%2Fb/%20;x?f=%e4+%zz%&g==?/",
            "/l/a%2Fb/%20;x?f=%e4+%zz%&g==?/", "/l/a%2Fb/%20;x?f=%e4+%zz%&g==?/&page_token=T"),
        new Targets("/l?page_token=S&b=2", "/l?page_token=S&b=2", "/l?page_token=T&b=2"),
        new Targets("/l?page%5Ftoken=S", "/l?page%5Ftoken=S", "/l?page_token=T"),
        new Targets("/l?page_token&b", "/l?page_token&b", "/l?page_token=T&b"),
        new Targets(
            "/l?page_token=S&b&page_token=R",
            "/l?page_token=S&b&page_token=R",
            "/l?page_token=T&b"),
        new Targets("/l?limit=3&offset=5", "/l?limit=3&offset=5", "/l?limit=3&page_token=T"),
        new Targets("/l?_format=ndjson", "/l", "/l?page_token=T"),
        new Targets("/l?a=1&_limit=5&b=_x&%5Fx=1&_", "/l?a=1&b=_x", "/l?a=1&b=_x&page_token=T"));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void walk_clientsQuery_staysAsItWasWritten(Targets targets) {
    PageWalk walk = PageWalk.of(JOBS, get(targets.client()));
    assertThat(walk.first().target()).isEqualTo(targets.first());
    PageRequest next = next(walk, "{\"jobs\":[1],\"next_page_token\":\"T\"}");
    assertThat(next.target()).isEqualTo(targets.second());
    assertThat(next.body()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "abc-._~09AZ, abc-._~09AZ",
    "a+b/c==, a%2Bb%2Fc%3D%3D",
    "a&b=c#d?e%20, a%26b%3Dc%23d%3Fe%2520",
    "' ;,:@!$''()*', %20%3B%2C%3A%40%21%24%27%28%29%2A",
    "ü漢😀, %C3%BC%E6%BC%A2%F0%9F%98%80",
    "\\u00fc\\ud83d\\ude00\\/\\\\\\\", %C3%BC%F0%9F%98%80%2F%5C%22",
    "a\\n\\u0000, a%0A%00",
  })
  void walk_anyToken_isEncodedWhole(String token, String encoded) {
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    assertThat(next(walk, "{\"next_page_token\":\"" + token + "\"}").target())
        .isEqualTo("/l?page_token=" + encoded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"jobs\":[1]}",
        "{\"jobs\":[1],\"next_page_token\":\"\"}",
        "{\"jobs\":[1],\"next_page_token\":null}",
        "{\"jobs\":[1],\"has_more\":false}",
        "{\"jobs\":[1],\"has_more\":null,\"has_next_page\":\"true\"}",
        "{\"res\":[1],\"next_page_token\":\"T\",\"has_next_page\":false}",
        "{\"jobs\":[{\"next_page_token\":\"T\",\"has_more\":true}]}",
      })
  void walk_pageThatNamesNoOther_isTheLast(String page) {
    assertThat(PageWalk.of(JOBS, get("/l")).read(bytes(page)).next()).isEmpty();
  }

  @Test
  void walk_emptyPagesWithTokens_goOn() {
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    assertThat(next(walk, "{\"next_page_token\":\"1\"}").target()).isEqualTo("/l?page_token=1");
    assertThat(next(walk, "{\"jobs\":[],\"next_page_token\":\"2\",\"has_more\":false}").target())
        .isEqualTo("/l?page_token=2");
    PageWalk.Step last = walk.read(bytes("{\"jobs\":[7]}"));
    assertThat(items(last.page())).containsExactly("7");
    assertThat(last.next()).isEmpty();
  }

  @Test
  void walk_numberForAToken_isSentAsItStands() {
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    assertThat(next(walk, "{\"next_page_token\":9223372036854775807}").target())
        .isEqualTo("/l?page_token=9223372036854775807");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jobs\":[1],\"has_more\":true}",
        "{\"jobs\":[1],\"has_next_page\":true,\"next_page_token\":\"\"}",
        "{\"has_more\":true,\"next_page_token\":null}"
      })
  void walk_moreWithoutAToken_isIncomplete(String page) {
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    assertFails(Reason.INCOMPLETE_PAGE, () -> walk.read(bytes(page)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"next_page_token\":{}}",
        "{\"next_page_token\":[\"T\"]}",
        "{\"next_page_token\":true}",
        "{\"next_page_token\":\"\\ud800\"}",
        "{\"next_page_token\":\"1\",\"next_page_token\":\"2\"}",
        "{\"next_page_token\":\"1\",\"next\\u005fpage_token\":\"\"}",
        "{\"has_more\":true,\"has_more\":false}",
        "{\"error_code\":null,\"error_code\":\"X\"}"
      })
  void walk_tokenThatIsNone_isABadPage(String page) {
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    assertFails(Reason.BAD_PAGE, () -> walk.read(bytes(page)));
  }

  @Test
  void walk_tokenThatIsNoUtf8_isABadPage() {
    byte[] page = bytes("{\"next_page_token\":\"?\"}");
    page[20] = (byte) 0xFF;
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    assertFails(Reason.BAD_PAGE, () -> walk.read(page));
  }

  @ParameterizedTest(name = "a circle of {0}")
  @ValueSource(ints = {1, 2, 3, 1000})
  void walk_circleOfAnyLength_isNoticedWhenItCloses(int length) {
    PageWalk walk = PageWalk.of(JOBS, get("/l"));
    next(walk, "{\"next_page_token\":\"before\"}");
    for (int i = 0; i < length; i++) {
      next(walk, "{\"next_page_token\":\"" + i + "\"}");
    }
    assertFails(
        Reason.PAGINATION_LOOP, () -> walk.read(bytes("{\"next_page_token\":\"\\u0030\"}")));
  }

  @Test
  void walk_tokenOfTheClientComesBack_isACircle() {
    PageWalk query = PageWalk.of(JOBS, get("/l?page_token=a%2Fb"));
    assertFails(Reason.PAGINATION_LOOP, () -> query.read(bytes("{\"next_page_token\":\"a/b\"}")));
  }

  @Test
  void walk_defaults_areSentWhereTheClientSentNone() {
    ListDescriptor tables = Lists.withDefaults(Lists.byToken("tables"), Map.of("max_results", "0"));
    assertThat(PageWalk.of(tables, get("/l?c=1")).first().target())
        .isEqualTo("/l?c=1&max_results=0");
    PageWalk chosen = PageWalk.of(tables, get("/l?max%5Fresults=50"));
    assertThat(chosen.first().target()).isEqualTo("/l?max%5Fresults=50");
    assertThat(next(chosen, "{\"next_page_token\":\"T\"}").target())
        .isEqualTo("/l?max%5Fresults=50&page_token=T");
  }

  @Test
  void walk_parametersThatExcludeTheToken_areDroppedFromTheSecondPage() {
    PageStyle style =
        new PageStyle.Token(
            Place.QUERY,
            "page_token",
            "next_page_token",
            Optional.of(List.of("max_results")),
            Optional.empty());
    PageWalk walk = PageWalk.of(Lists.of("events", style), get("/l?filter=x&max_results=5&o"));
    assertThat(walk.first().target()).isEqualTo("/l?filter=x&max_results=5&o");
    assertThat(next(walk, "{\"next_page_token\":\"T\"}").target())
        .isEqualTo("/l?max_results=5&page_token=T");
  }

  @Test
  void walk_otherNamesInAndOut_areUsed() {
    PageStyle style =
        new PageStyle.Token(
            Place.QUERY, "next_page_token", "next_page_token", Optional.empty(), Optional.empty());
    PageWalk walk = PageWalk.of(Lists.of("repos", style), get("/l"));
    assertThat(next(walk, "{\"next_page_token\":\"T\"}").target())
        .isEqualTo("/l?next_page_token=T");
  }

  @Test
  void walk_bodyOfTheClient_isSentAgainBesideATokenInTheQuery() {
    PageWalk walk = PageWalk.of(JOBS, new PageRequest("/l", bytes(" no JSON ")));
    assertThat(text(walk.first().body())).isEqualTo(" no JSON ");
    assertThat(text(next(walk, "{\"next_page_token\":\"T\"}").body())).isEqualTo(" no JSON ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"prev_page_token\":\"P\"}",
        "{\"total\":0,\"schemas\":[\"a\"],\"numbers\":[ 1],\"rows\":[[{}]],\"none\":[ ]}",
        "{\"about\":{\"runs\":[{}]}}",
        "{\"jobs\":null,\"runs\":[{}]}",
        "{\"jobs\":[],\"runs\":[{}]}"
      })
  void walk_pageWithoutItems_isEmpty(String page) {
    PageWalk.Step step = PageWalk.of(JOBS, get("/l")).read(bytes(page));
    assertThat(step.page().size()).isZero();
    assertThat(step.next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":1,\"runs\":[{}]}", "{\"runs\":[\n\t {}],\"next_page_token\":\"T\"}"})
  void walk_otherObjectsInsteadOfItems_isNoPage(String page) {
    ListDescriptor several =
        Lists.of(new Items.Several(List.of("jobs", "more")), new PageStyle.Single());
    ListDescriptor deeper =
        Lists.of(new Items.Member(List.of("of", "jobs")), Lists.token(Place.QUERY));
    for (ListDescriptor list : List.of(JOBS, deeper, several)) {
      assertFails(Reason.BAD_PAGE, () -> PageWalk.of(list, get("/l")).read(bytes(page)));
    }
  }
}
