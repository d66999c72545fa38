package io.lakegate.sdk.paging;

import static java.util.Objects.requireNonNull;

import io.lakegate.sdk.paging.CounterCursor.Unit;
import io.lakegate.sdk.paging.PageStyle.Place;
import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way through one list: what to ask for first, and, from each page, what to ask for next. It
 * sends nothing itself.
 *
 * <p>Of the client's request everything stays as it was written, on every page, except what the
 * style itself sets, and query parameters whose name begins with {@code _}, which are not the
 * origin's. A page token or an offset that the client sent is where the walk begins.
 *
 * <p>A walk remembers 128 bits of each page to notice when it is led in a circle. Threading: one
 * thread at a time.
 */
public final class PageWalk {

  /**
   * A page, and what follows.
   *
   * @param page the page, cut into items
   * @param next what asks for the next page; nothing if this is the last one
   */
  public record Step(Page page, Optional<PageRequest> next) {}

  private final Items items;
  private final PageCursor cursor;
  private final boolean soleArray;

  private PageWalk(Items items, PageCursor cursor, boolean soleArray) {
    this.items = items;
    this.cursor = cursor;
    this.soleArray = soleArray;
  }

  /**
   * Begins a walk.
   *
   * @param client the request of the client
   * @throws PagingException with {@link Reason#NOT_PAGEABLE} if the list's style cannot be walked,
   *     with {@link Reason#BAD_REQUEST} if the client's request leaves no place to go on from
   */
  public static PageWalk of(ListDescriptor descriptor, PageRequest client) {
    return of(descriptor, client, false);
  }

  /**
   * Begins a walk through a list that was told from its first page by {@link ListDetection}. Where
   * its items were known as the page's only array, another array on any page ends the walk: the
   * items may be there, left out of the first page because it had none.
   *
   * @param client the request of the client
   * @throws PagingException like {@link #of}
   */
  public static PageWalk detected(ListDescriptor descriptor, PageRequest client) {
    return of(descriptor, client, descriptor.style() instanceof PageStyle.Token);
  }

  private static PageWalk of(ListDescriptor descriptor, PageRequest client, boolean soleArray) {
    requireNonNull(client, "client");
    Items items = descriptor.items();
    boolean single = descriptor.style() instanceof PageStyle.Single;
    if (items instanceof Items.Merged || (items instanceof Items.Several && !single)) {
      throw notPageable(
          "it has several arrays that grow side by side", "follow the token in each answer");
    }
    return new PageWalk(items, cursor(descriptor, client), soleArray);
  }

  private static PageCursor cursor(ListDescriptor descriptor, PageRequest client) {
    QueryString query = withDefaults(descriptor, client);
    return switch (descriptor.style()) {
      case PageStyle.Token token -> token(token, descriptor.items(), query, client.body());
      case PageStyle.Offset offset ->
          new CounterCursor(
              offset.offsetParameter(), offset.start(), Unit.ITEMS, query, client.body());
      case PageStyle.Page page ->
          new CounterCursor(page.parameter(), page.start(), Unit.PAGES, query, client.body());
      case PageStyle.NextRequest request -> {
        refuseRoot(descriptor.items(), request.field());
        yield new NextRequestCursor(request.field(), query, client.body());
      }
      case PageStyle.Single() -> new SingleCursor(new PageRequest(query.target(), client.body()));
      case PageStyle.Chunks chunks ->
          throw notPageable(
              "its parts are chunks, each with a path of its own that ends in its "
                  + chunks.pathParameter(),
              "ask for one chunk after the other, as each answer names the next in "
                  + chunks.field());
      case PageStyle.ByteRanges() ->
          throw notPageable(
              "its parts are ranges of bytes, not items", "ask for one after the other");
    };
  }

  private static PageCursor token(
      PageStyle.Token style, Items items, QueryString query, byte[] body) {
    refuseRoot(items, style.field());
    if (style.nextPath().isPresent()) {
      throw notPageable(
          "its later pages are answered at another path",
          "go on at " + style.nextPath().get() + " with the " + style.field() + " of each answer");
    }
    if (style.place() == Place.BODY && style.keepOnly().isPresent()) {
      throw notPageable(
          "not all of its body may be sent again for a later page",
          "go on with the " + style.field() + " of each answer");
    }
    return new TokenCursor(style, query, body);
  }

  private static void refuseRoot(Items items, String field) {
    if (items instanceof Items.Root) {
      throw notPageable(
          "its answer is a bare array, which has no room for " + field, "look for it elsewhere");
    }
  }

  private static QueryString withDefaults(ListDescriptor descriptor, PageRequest client) {
    QueryString query = QueryString.of(client.target()).withoutOurs();
    for (Map.Entry<String, String> parameter : descriptor.defaults().entrySet()) {
      query = query.withDefault(parameter.getKey(), parameter.getValue());
    }
    return query;
  }

  private static PagingException notPageable(String why, String otherwise) {
    return PagingException.of(Reason.NOT_PAGEABLE, why + "; " + otherwise);
  }

  /** What asks for the first page. */
  public PageRequest first() {
    return cursor.first();
  }

  /**
   * Takes the next page, in order.
   *
   * @param body the body of a successful answer, whole and decoded; not copied, so not to be
   *     changed
   * @throws PagingException if it is no page, holds an error, leads back, or says that there is
   *     more but not where; then nothing of it may pass for the end of the list
   */
  public Step read(byte[] body) {
    Page page = PageSlicer.slice(body, items);
    if (soleArray && items instanceof Items.Member(List<String> path)) {
      ListDetection.requireNoOtherArray(page.members(), path.getFirst());
    }
    if (page.site().isAbsent()) {
      requireNoOtherItems(page.members());
    }
    return new Step(page, cursor.after(page));
  }

  /**
   * The API leaves out what is empty, so that a page without its array is an empty one. But where
   * other objects stand instead, it is a page of something else. No list of the API has an array of
   * objects beside its items; arrays of texts, such as SCIM's {@code schemas}, are another matter.
   */
  private void requireNoOtherItems(Members page) {
    for (int member = 0; member < page.count(); member++) {
      if (page.isArrayOfObjects(member)) {
        throw PagingException.of(
            Reason.BAD_PAGE,
            "bad page: it holds the objects of "
                + page.name(member).orElse("a member of no name")
                + " and none of this list; expected "
                + expected()
                + ", or no objects at all where the list is empty");
      }
    }
  }

  private String expected() {
    return switch (items) {
      case Items.Root() -> "an array";
      case Items.Member(List<String> path) -> String.join(".", path);
      case Items.Several(List<String> names) -> String.join(", ", names);
      case Items.Merged merged -> String.join(", ", merged.arrays());
    };
  }
}
