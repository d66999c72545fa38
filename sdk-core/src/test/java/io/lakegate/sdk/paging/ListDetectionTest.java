package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static io.lakegate.sdk.paging.Texts.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListDetectionTest {

  private static final PageRequest NEW = new PageRequest("/new", new byte[0]);

  private static ListDescriptor told(byte[] page) {
    return ListDetection.detect(page, Place.QUERY).orElseThrow();
  }

  private static ListDescriptor told(String page, Place place) {
    return ListDetection.detect(bytes(page), place).orElseThrow();
  }

  @Test
  void detect_tokenBesideOneArray_isAListByToken() {
    ListDescriptor list =
        told(
            "\uFEFF{\"n\":{\"a\":[]},\"th\\u0069ngs\":[1],\"next_page_token\":\"T\"}", Place.QUERY);
    assertThat(list.items()).isEqualTo(new Items.Member(List.of("things")));
    assertThat(list.style()).isEqualTo(Lists.token(Place.QUERY));
    assertThat(list.defaults()).isEmpty();
    assertThat(list.distinctBy()).isEmpty();
    assertThat(list.tokens())
        .contains("next_page_token", "prev_page_token", "has_more", "has_next_page");
  }

  @Test
  void detect_emptyToken_isTheLastPageOfAListByToken() {
    String page = "{\"things\":[],\"next_page_token\":\"\"}";
    ListDescriptor list = told(page, Place.BODY);
    assertThat(list.style()).isEqualTo(Lists.token(Place.BODY));
    PageWalk walk = PageWalk.of(list, new PageRequest("/x", new byte[0]));
    assertThat(walk.read(bytes(page)).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"schemas\":[\"urn\"],\"totalResults\":3,\"startIndex\":1,\"Resources\":[{}]}",
        "{\"totalResults\":0,\"startIndex\":1,\"schemas\":[]}"
      })
  void detect_countersOfScim_areAListByOffset(String page) {
    ListDescriptor list = told(page, Place.QUERY);
    assertThat(list.items()).isEqualTo(new Items.Member(List.of("Resources")));
    assertThat(list.style()).isEqualTo(new PageStyle.Offset("startIndex", "count", 1));
    assertThat(list.tokens()).containsExactly("startIndex", "itemsPerPage");
  }

  /** What might be all there is, or the first of many pages, is left alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "[{\"next_page_token\":\"T\"}]",
        "7",
        "{\"things\":[1]}",
        "{\"things\":[1],\"has_more\":false}",
        "{\"things\":[1],\"prev_page_token\":\"T\"}",
        "{\"things\":[1],\"next_page_token\":null}",
        "{\"things\":[1],\"next_page_token\":{}}",
        "{\"things\":[1],\"others\":[2],\"next_page_token\":\"T\"}",
        "{\"things\":{},\"next_page_token\":\"T\"}",
        "{\"next_page_token\":\"T\"}",
        "{\"Resources\":[1],\"totalResults\":1}",
        "{\"Resources\":[1],\"totalResults\":1,\"startIndex\":\"1\"}",
        "{\"Resources\":{},\"totalResults\":1,\"startIndex\":1}"
      })
  void detect_anythingElse_cannotBeTold(String page) {
    assertThat(ListDetection.detect(bytes(page), Place.QUERY)).isEmpty();
  }

  /** What was taken for the items on a page that left out its empty array shows here. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"things\":[1]}",
        "{\"things\":[],\"next_page_token\":\"U\"}",
        "{\"warnings\":[],\"th\\u0069ngs\":[1]}",
        "{\"warnings\":null,\"things\":[1]}"
      })
  void detected_laterPageWithAnotherArray_isNoPageOfTheList(String page) {
    byte[] first = bytes("{\"warnings\":[\"w\"],\"next_page_token\":\"T\"}");
    PageWalk walk = PageWalk.detected(told(first), NEW);
    assertThat(walk.read(first).next()).isPresent();
    assertThatThrownBy(() -> walk.read(bytes(page)))
        .hasMessageContaining("things")
        .hasMessageContaining("warnings")
        .isInstanceOfSatisfying(
            PagingException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo(Reason.NOT_PAGEABLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"n\":{\"a\":[1]}}", "{\"th\\u0069ngs\":[2],\"n\":1}"})
  void detected_laterPageWithNoOtherArray_isOneOfTheList(String page) {
    byte[] first = bytes("{\"things\":[1],\"next_page_token\":\"T\"}");
    PageWalk walk = PageWalk.detected(told(first), NEW);
    assertThat(walk.read(first).next()).isPresent();
    assertThat(walk.read(bytes(page)).next()).isEmpty();
  }

  /** The arrays of SCIM are known by name. */
  @Test
  void detected_scimWithItsSchemas_isWalked() {
    byte[] first =
        bytes("{\"schemas\":[\"s\"],\"totalResults\":1,\"startIndex\":1,\"Resources\":[1]}");
    PageWalk walk = PageWalk.detected(told(first), NEW);
    assertThat(walk.read(first).next()).isPresent();
    assertThat(walk.read(bytes("{\"schemas\":[\"s\"],\"totalResults\":1}")).next()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[1",
        "{\"a\":1}}",
        "[1]1",
        "{\"next_page_token\":\"1\",\"next_page_token\":\"2\"}"
      })
  void detect_noJson_isABadPage(String page) {
    assertThatThrownBy(() -> ListDetection.detect(bytes(page), Place.QUERY))
        .isInstanceOfSatisfying(
            PagingException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo(Reason.BAD_PAGE));
  }

  @Test
  void detect_errorInsideASuccess_isTheOriginsError() {
    assertThatThrownBy(
            () -> ListDetection.detect(bytes("{\"error_code\":\"X\",\"a\":[]}"), Place.QUERY))
        .isInstanceOfSatisfying(
            PagingException.class, thrown -> assertThat(thrown.originCode()).contains("X"));
  }

  /** As whoever meets an unknown endpoint does it: ask, tell, and walk on from the same page. */
  @Test
  void detect_pageThatIsThereAlready_isTheFirstOfTheWalk() {
    PageRequest client = new PageRequest("/new?a=%20&_format=csv", new byte[0]);
    assertThat(client.withoutGatewayParameters().target()).isEqualTo("/new?a=%20");
    byte[] first = bytes("{\"Resources\":[1,2],\"totalResults\":3,\"startIndex\":1}");
    ListDescriptor list = ListDetection.detect(first, Place.QUERY).orElseThrow();
    PageWalk walk = PageWalk.of(list, client);
    assertThat(walk.first().target()).isEqualTo("/new?a=%20");
    PageWalk.Step step = walk.read(first);
    assertThat(items(step.page())).containsExactly("1", "2");
    assertThat(step.next().orElseThrow().target()).isEqualTo("/new?a=%20&startIndex=3");
  }
}
