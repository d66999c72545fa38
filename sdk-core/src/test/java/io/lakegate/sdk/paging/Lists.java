package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PageStyle.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Descriptors of lists in each style, as catalogs have them. */
final class Lists {

  private static final List<String> TOKENS =
      List.of("next_page_token", "prev_page_token", "has_more", "next_page", "startIndex");

  private Lists() {}

  static ListDescriptor of(Items items, PageStyle style) {
    return new ListDescriptor(items, style, Map.of(), Optional.empty(), Optional.empty(), TOKENS);
  }

  static ListDescriptor of(String items, PageStyle style) {
    return of(new Items.Member(List.of(items)), style);
  }

  static ListDescriptor byToken(String items) {
    return of(items, token(Place.QUERY));
  }

  static PageStyle.Token token(Place place) {
    return new PageStyle.Token(
        place, "page_token", "next_page_token", Optional.empty(), Optional.empty());
  }

  static ListDescriptor withDefaults(ListDescriptor list, Map<String, String> defaults) {
    return new ListDescriptor(
        list.items(), list.style(), defaults, list.pageSize(), list.distinctBy(), list.tokens());
  }

  static ListDescriptor distinctBy(ListDescriptor list, String member) {
    return new ListDescriptor(
        list.items(),
        list.style(),
        list.defaults(),
        list.pageSize(),
        Optional.of(member),
        list.tokens());
  }
}
