package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PageStyle.Token;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Goes on with the token that a page holds, until one holds none. */
final class TokenCursor implements PageCursor {

  /**
   * How fields begin whose token is the key of the last item, not that of a page. After the last
   * item an empty page may name that key again.
   */
  private static final String KEY_OF_LAST_ITEM = "last_";

  /** Where to begin, from before lists had tokens; the API refuses it beside one. */
  private static final String BEGINNING = "offset";

  private final Token style;
  private final QueryString query;
  private final byte[] body;
  private final Fingerprints seen = new Fingerprints();

  TokenCursor(Token style, QueryString query, byte[] body) {
    this.style = style;
    this.query = query;
    this.body = style.place() == Place.BODY ? edit(body).unchanged() : body;
    switch (style.place()) {
      case QUERY -> query.values(style.parameter()).forEach(this::remember);
      case BODY -> edit(body).text().ifPresent(this::remember);
    }
  }

  @Override
  public PageRequest first() {
    return new PageRequest(query.target(), body);
  }

  @Override
  public Optional<PageRequest> after(Page page) {
    Members members = page.members();
    if (members.holds("has_next_page", "false")) {
      return Optional.empty();
    }
    int member = members.find(style.field());
    String token = member < 0 ? "" : token(page, member);
    if (token.isEmpty()) {
      return PageCursor.end(page);
    }
    if (page.size() == 0 && style.field().startsWith(KEY_OF_LAST_ITEM)) {
      return Optional.empty();
    }
    if (!remember(token)) {
      throw PageCursor.loop(style.field());
    }
    return Optional.of(
        switch (style.place()) {
          case QUERY -> new PageRequest(later().with(style.parameter(), token).target(), body);
          case BODY -> new PageRequest(query.target(), edit(body).with(value(page, member)));
        });
  }

  private QueryString later() {
    return style
        .keepOnly()
        .map(names -> query.keepOnly(names, style.parameter()))
        .orElseGet(() -> query.without(BEGINNING));
  }

  private BodyEdit edit(byte[] json) {
    return BodyEdit.of(json, style.parameter());
  }

  private boolean remember(String token) {
    byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
    return seen.add(bytes, 0, bytes.length);
  }

  /** The token as text; empty if there is none. */
  private String token(Page page, int member) {
    byte[] value = value(page, member);
    return switch (value[0]) {
      case 'n' -> "";
      case '"' -> JsonText.decode(value, 0, value.length).orElseThrow(this::noToken);
      case '{', '[', 't', 'f' -> throw noToken();
      default -> new String(value, StandardCharsets.US_ASCII);
    };
  }

  private static byte[] value(Page page, int member) {
    Members members = page.members();
    return Arrays.copyOfRange(page.bytes(), members.valueFrom(member), members.valueTo(member));
  }

  private PagingException noToken() {
    return PagingException.of(
        Reason.BAD_PAGE, "bad page: " + style.field() + " is no token, expected a string");
  }
}
