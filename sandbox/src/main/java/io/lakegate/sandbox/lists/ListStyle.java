package io.lakegate.sandbox.lists;

import java.util.Locale;

/** How a list is cut into pages, and where its next page is asked for. */
enum ListStyle {
  /** A token in the query. */
  TOKEN_QUERY,
  /** A token in the body. */
  TOKEN_BODY,
  /** The key of the last item, in the body; it follows every page that holds one. */
  LAST_KEY,
  /** SCIM: {@code startIndex} from 1 and {@code count} (RFC 7644, section 3.4.2.4). */
  SCIM,
  /** Page numbers from 1; a page behind the last is empty. */
  PAGE,
  /** The answer holds the whole next request. */
  NEXT_REQUEST,
  /** One page that holds everything. */
  SINGLE,
  /** One page that is a bare array. */
  ARRAY,
  /** The chunks of a statement's result, by number from 0. */
  CHUNK,
  /** Ranges of a file's bytes. */
  BYTES,
  /** One object whose inner arrays are paged; other features serve these. */
  NESTED;

  static ListStyle of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Tells whether the request's body, not its query, says which page is wanted. */
  boolean inBody() {
    return this == TOKEN_BODY || this == LAST_KEY || this == NEXT_REQUEST;
  }

  /** Tells whether its pages are reached by opaque tokens. */
  boolean byToken() {
    return this == TOKEN_QUERY || this == TOKEN_BODY;
  }
}
