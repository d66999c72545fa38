package io.lakegate.sdk.paging;

import java.util.List;
import java.util.Optional;

/** How the next page of a list is asked for, and how the last one is known. */
public sealed interface PageStyle {

  /** Where a request says which page it wants. */
  enum Place {
    /** In the query. */
    QUERY,
    /** In the JSON object of the body. */
    BODY
  }

  /**
   * Each page holds a token for the next one; no token, or an empty one, ends the list. A page may
   * be empty and still hold a token.
   *
   * @param place where the token is sent
   * @param parameter the name under which it is sent
   * @param field the name under which it comes
   * @param keepOnly the only other parameters that may be sent beside a token; empty where all are
   *     sent again
   * @param nextPath the path template that answers all pages but the first, where it is another
   */
  record Token(
      Place place,
      String parameter,
      String field,
      Optional<List<String>> keepOnly,
      Optional<String> nextPath)
      implements PageStyle {

    /** Copies the list. */
    public Token {
      keepOnly = keepOnly.isEmpty() ? keepOnly : Optional.of(List.copyOf(keepOnly.get()));
    }
  }

  /**
   * A request says how many items it skips; a page without items ends the list. The next offset is
   * the last one plus the number of items received.
   *
   * @param offsetParameter the name of the offset
   * @param limitParameter the name of the page size
   * @param start the offset of the first item: 1 for SCIM
   */
  record Offset(String offsetParameter, String limitParameter, long start) implements PageStyle {}

  /**
   * A request says the number of the page; a page without items ends the list.
   *
   * @param parameter the name of the page number
   * @param start the number of the first page
   */
  record Page(String parameter, long start) implements PageStyle {}

  /**
   * Each page holds the whole body of the request for the next one; none ends the list. The one
   * list that is paged so takes {@code page_size} and {@code page_token} too, and then a page holds
   * a {@code next_page_token} instead.
   *
   * @param field the name under which it comes
   */
  record NextRequest(String field) implements PageStyle {}

  /** All items come at once. */
  record Single() implements PageStyle {}

  /**
   * Chunks of a result, numbered in the path; each names the next.
   *
   * @param pathParameter the path parameter that holds the number
   * @param field the name under which the next number comes
   */
  record Chunks(String pathParameter, String field) implements PageStyle {}

  /** Ranges of bytes rather than items. */
  record ByteRanges() implements PageStyle {}
}
