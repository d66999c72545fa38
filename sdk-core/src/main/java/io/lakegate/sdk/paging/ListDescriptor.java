package io.lakegate.sdk.paging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one list endpoint is paged.
 *
 * @param items where its items stand
 * @param style how its next page is asked for
 * @param defaults query parameters that are sent where the client sent none, by name: what the SDKs
 *     add, for instance {@code max_results=0} for a page of the server's own size
 * @param pageSize the name of the page size parameter, where there is one
 * @param distinctBy the member by which an item that came before is known and dropped
 * @param tokens the names of page tokens, counters of a page and the like, which mean nothing once
 *     pages are joined, and are removed; the style's own field is always one of them
 */
public record ListDescriptor(
    Items items,
    PageStyle style,
    Map<String, String> defaults,
    Optional<String> pageSize,
    Optional<String> distinctBy,
    List<String> tokens) {

  /** Copies the collections. */
  public ListDescriptor {
    defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    tokens = List.copyOf(tokens);
  }
}
