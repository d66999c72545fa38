package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PageStyle.Token;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.Arrays;
import java.util.Optional;

/**
 * Goes on with the body that a page holds, in place of the client's; or, where it holds a token
 * instead, with that token in the client's body.
 */
final class NextRequestCursor implements PageCursor {

  private static final Token BY_TOKEN =
      new Token(Place.BODY, "page_token", "next_page_token", Optional.empty(), Optional.empty());

  private final String field;
  private final PageRequest first;
  private final TokenCursor byToken;
  private final Fingerprints seen = new Fingerprints();

  NextRequestCursor(String field, QueryString query, byte[] body) {
    this.field = field;
    this.first = new PageRequest(query.target(), body);
    this.byToken = new TokenCursor(BY_TOKEN, query, body);
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
      return byToken.after(page);
    }
    JsonScanner json = new JsonScanner(page.bytes(), Reason.BAD_PAGE);
    if (!new JsonMembers(json, members.valueFrom(member)).next()) {
      return byToken.after(page);
    }
    byte[] body =
        Arrays.copyOfRange(page.bytes(), members.valueFrom(member), members.valueTo(member));
    if (!seen.add(body, 0, body.length)) {
      throw PageCursor.loop(field);
    }
    return Optional.of(new PageRequest(first.target(), body));
  }
}
