package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells from a first page how its list goes on, where nothing is known of the endpoint. It tells
 * only what the page itself says: a page with neither a token nor the counters of SCIM may be all
 * there is or the first of many, and is never passed off as the whole.
 */
public final class ListDetection {

  private static final String TOKEN = "next_page_token";
  private static final String SCIM_ITEMS = "Resources";

  /** What means nothing once pages are joined. */
  private static final List<String> PAGE_TOKENS =
      List.of(TOKEN, "prev_page_token", "has_more", "has_next_page");

  private static final List<String> SCIM_COUNTERS = List.of("startIndex", "itemsPerPage");

  private ListDetection() {}

  /**
   * Looks at a first page.
   *
   * @param page the body of a successful answer
   * @param place where the endpoint takes its parameters: the query of a GET, the body of a POST
   * @return how the list is paged; nothing if it cannot be told
   * @throws PagingException if the page is no JSON, or holds an {@code error_code}
   */
  public static Optional<ListDescriptor> detect(byte[] page, Place place) {
    JsonScanner json = new JsonScanner(page, Reason.BAD_PAGE);
    int from = json.start();
    if (!json.is(from, '{')) {
      json.expectEnd(json.value(from));
      return Optional.empty();
    }
    Members members = Members.read(json, from);
    json.expectEnd(members.end());
    members.refuseError();
    return scim(members).or(() -> token(members, place));
  }

  private static Optional<ListDescriptor> scim(Members members) {
    boolean counted = isNumber(members, "totalResults") && isNumber(members, "startIndex");
    int items = members.find(SCIM_ITEMS);
    if (!counted || (items >= 0 && !members.isArray(items))) {
      return Optional.empty();
    }
    return Optional.of(
        descriptor(SCIM_ITEMS, new PageStyle.Offset("startIndex", "count", 1), SCIM_COUNTERS));
  }

  private static boolean isNumber(Members members, String name) {
    int member = members.find(name);
    return member >= 0 && members.isNumber(member);
  }

  private static Optional<ListDescriptor> token(Members members, Place place) {
    if (members.text(TOKEN).isEmpty()) {
      return Optional.empty();
    }
    List<Integer> arrays =
        IntStream.range(0, members.count()).filter(members::isArray).boxed().toList();
    if (arrays.size() != 1) {
      return Optional.empty();
    }
    PageStyle style =
        new PageStyle.Token(place, "page_token", TOKEN, Optional.empty(), Optional.empty());
    return members.name(arrays.getFirst()).map(name -> descriptor(name, style, PAGE_TOKENS));
  }

  /**
   * Requires that a later page does not show that the wrong array was taken for the items.
   *
   * @param items the name of the one array of the first page
   * @throws PagingException {@link Reason#NOT_PAGEABLE} if there is another one
   */
  static void requireNoOtherArray(Members page, String items) {
    for (int member = 0; member < page.count(); member++) {
      if (page.isArray(member) && !page.isNamed(member, items)) {
        throw PagingException.of(
            Reason.NOT_PAGEABLE,
            "a page holds the array "
                + page.name(member).orElse("of no name")
                + " where the first one had only "
                + items
                + ", so that nobody can tell which of them are the items; expected the list in the"
                + " catalog, or pages with one array");
      }
    }
  }

  private static ListDescriptor descriptor(String items, PageStyle style, List<String> tokens) {
    return new ListDescriptor(
        new Items.Member(List.of(items)),
        style,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        tokens);
  }
}
