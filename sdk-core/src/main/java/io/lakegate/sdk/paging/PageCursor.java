package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.Optional;

/** What one walk remembers to get from page to page. */
sealed interface PageCursor permits CounterCursor, NextRequestCursor, SingleCursor, TokenCursor {

  /** What asks for the first page. */
  PageRequest first();

  /**
   * What asks for the page that follows; nothing if there is none.
   *
   * @throws PagingException if the page leads back, or says that there is more but not where
   */
  Optional<PageRequest> after(Page page);

  /**
   * Makes sure that a page from which nothing leads on does not claim that there is more.
   *
   * @return nothing, which is what follows
   */
  static Optional<PageRequest> end(Page page) {
    Members members = page.members();
    boolean more = members.holds("has_more", "true") || members.holds("has_next_page", "true");
    if (more || members.text("next_page_token").filter(token -> !token.isEmpty()).isPresent()) {
      throw PagingException.of(
          Reason.INCOMPLETE_PAGE,
          "the last page says that there are more items, but holds nothing to ask for them with;"
              + " expected a page that leads on, or one that is the last");
    }
    return Optional.empty();
  }

  static PagingException loop(String what) {
    return PagingException.of(
        Reason.PAGINATION_LOOP,
        "the list never ends: " + what + " came before; expected each page to lead to a new one");
  }
}
