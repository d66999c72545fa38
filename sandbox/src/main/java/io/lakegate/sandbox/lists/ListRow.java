package io.lakegate.sandbox.lists;

import io.lakegate.sandbox.http.PathTemplate;
import java.util.List;

/**
 * One list of the platform, as a row of {@code lists.tsv} tells it.
 *
 * @param operation its name
 * @param level {@code workspace} or {@code account}
 * @param method the HTTP method
 * @param path the path's template
 * @param style how it is paged
 * @param items the paths of the arrays that hold the items; none for a bare array
 * @param item what an item is
 * @param token the name of the parameter that asks for the next page, empty where there is none
 * @param size the name of the parameter that asks for a page size, empty where there is none
 * @param standard the page size when none is asked for
 * @param most the largest page size
 * @param siblings what stands beside the items in an answer
 * @param traits what is odd about it
 */
record ListRow(
    String operation,
    String level,
    String method,
    String path,
    ListStyle style,
    List<String> items,
    Item item,
    String token,
    String size,
    int standard,
    int most,
    List<String> siblings,
    List<Trait> traits) {

  /** Copies the lists. */
  ListRow {
    items = List.copyOf(items);
    siblings = List.copyOf(siblings);
    traits = List.copyOf(traits);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** Returns what tells lists apart: some have several names, some go on at another path. */
  String key() {
    return method + " " + firstPath();
  }

  /** Returns the path of the first page. */
  String firstPath() {
    return has(Trait.CONTINUED) ? path.replace("-next-page", "") : path;
  }

  boolean concerns(String requestMethod, String requestPath) {
    return (requestMethod.isEmpty() || requestMethod.equals(method))
        && PathTemplate.of(path).match(requestPath).isPresent();
  }

  /** What an item is. */
  enum Item {
    /** A JSON object. */
    OBJECT,
    /** A row of values. */
    ARRAY,
    /** An int64. */
    INTEGER,
    /** A text. */
    STRING,
    /** A byte of a file. */
    BYTES
  }

  /** What is odd about a list. */
  enum Trait {
    /** Without a page size it gives everything at once; with 0 it chooses the size. */
    WHOLE_UNLESS_SIZED,
    /** Beside its token it takes no parameter but the page size. */
    TOKEN_ALONE,
    /** Its further pages are asked for at another path, which takes nothing but the token. */
    CONTINUED
  }
}
