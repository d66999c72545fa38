package io.lakegate.sdk.paging;

import java.util.Optional;

/** Everything in one page. */
record SingleCursor(PageRequest first) implements PageCursor {

  @Override
  public Optional<PageRequest> after(Page page) {
    return PageCursor.end(page);
  }
}
