package io.lakegate.sdk.paging;

import java.util.List;
import java.util.Optional;

/** Where the items of a list stand in a page. */
public sealed interface Items {

  /** The page itself is the array of items. */
  record Root() implements Items {}

  /**
   * One array below the page's object.
   *
   * @param path the names that lead to it, the outermost first, for instance {@code result}, {@code
   *     data_array}; at least one
   */
  record Member(List<String> path) implements Items {

    /** Copies the list. */
    public Member {
      path = List.copyOf(path);
      if (path.isEmpty()) {
        throw new IllegalArgumentException("path: [], expected at least one name");
      }
    }
  }

  /**
   * Several arrays side by side, each with items of its own kind.
   *
   * @param names their names
   */
  record Several(List<String> names) implements Items {

    /** Copies the list. */
    public Several {
      names = List.copyOf(names);
    }
  }

  /**
   * No list of items at all: one object whose nested arrays are paged, and are appended to those of
   * the first page.
   *
   * @param arrays the dotted paths of the arrays that grow with each page
   * @param alternative two arrays of which only one grows
   */
  record Merged(List<String> arrays, Optional<Alternative> alternative) implements Items {

    /** Copies the list. */
    public Merged {
      arrays = List.copyOf(arrays);
    }
  }

  /**
   * Two arrays of which one grows.
   *
   * @param preferred grows where the first page has items in it
   * @param otherwise grows where it has none
   */
  record Alternative(String preferred, String otherwise) {}
}
