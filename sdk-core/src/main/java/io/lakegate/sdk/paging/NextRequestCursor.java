package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.Arrays;
import java.util.Optional;

/** Goes on with the body that a page holds, in place of the client's. */
final class NextRequestCursor implements PageCursor {

  private final String field;
  private final PageRequest first;
  private final Fingerprints seen = new Fingerprints();

  NextRequestCursor(String field, PageRequest first) {
    this.field = field;
    this.first = first;
  }

  @Override
  public PageRequest first() {
    return first;
  }

  @Override
  public Optional<PageRequest> after(Page page) {
    Members members = page.members();
    int member = members.find(field);
    if (member < 0 || members.holds(field, "null")) {
      return PageCursor.end(page);
    }
    JsonScanner json = new JsonScanner(page.bytes(), Reason.BAD_PAGE);
    if (!new JsonMembers(json, members.valueFrom(member)).next()) {
      return PageCursor.end(page);
    }
    byte[] body =
        Arrays.copyOfRange(page.bytes(), members.valueFrom(member), members.valueTo(member));
    if (!seen.add(body, 0, body.length)) {
      throw PageCursor.loop(field);
    }
    return Optional.of(new PageRequest(first.target(), body));
  }
}
