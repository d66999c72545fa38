package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.ControlBody;
import io.lakegate.sandbox.http.Json;

/**
 * What a list holds and how it is paged, as tests ask for it.
 *
 * @param items how many items there are; of a file, bytes
 * @param pageSize the server's page size, which also caps the one that is asked for; 0 for the
 *     list's own
 * @param emptyPageAt the number, from 1, of a page without items; 0 for none
 * @param repeatToken whether the second page's token leads to the second page again
 * @param emptyToken whether the last page has an empty token instead of none
 * @param absentWhenEmpty whether a page without items has no array for them
 * @param hasMoreWithoutToken whether pages that should have a token only say that there is more
 */
record ListPlan(
    int items,
    int pageSize,
    int emptyPageAt,
    boolean repeatToken,
    boolean emptyToken,
    boolean absentWhenEmpty,
    boolean hasMoreWithoutToken) {

  /** Two full pages and a part of a third, at the usual page size. */
  static final ListPlan STANDARD = new ListPlan(45, 0, 0, false, false, false, false);

  private static final int MOST = 1_000_000;

  /** So that a file can be larger than any answer. */
  private static final int MOST_ITEMS = 100_000_000;

  /** Reads the plan for a list; what makes no sense for its style is a problem of the body. */
  static ListPlan read(ControlBody body, ListStyle style) {
    ListPlan plan =
        new ListPlan(
            body.whole("items", STANDARD.items, 0, MOST_ITEMS),
            body.whole("page_size", STANDARD.pageSize, 1, MOST),
            body.whole("empty_page_at", STANDARD.emptyPageAt, 1, MOST),
            body.flag("repeat_token"),
            body.flag("empty_token"),
            body.flag("absent_when_empty"),
            body.flag("has_more_without_token"));
    boolean odd =
        plan.emptyPageAt > 0 || plan.repeatToken || plan.emptyToken || plan.hasMoreWithoutToken;
    if (odd && !style.byToken()) {
      body.problem(
          "empty_page_at, repeat_token, empty_token, has_more_without_token",
          "only for lists that are paged by tokens, which this one is not");
    }
    return plan;
  }

  ObjectNode json() {
    return Json.object()
        .put("items", items)
        .put("page_size", pageSize)
        .put("empty_page_at", emptyPageAt)
        .put("repeat_token", repeatToken)
        .put("empty_token", emptyToken)
        .put("absent_when_empty", absentWhenEmpty)
        .put("has_more_without_token", hasMoreWithoutToken);
  }
}
