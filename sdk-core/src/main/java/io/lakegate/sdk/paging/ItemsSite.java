package io.lakegate.sdk.paging;

import java.util.List;

/** Where the items of a list stand in the bytes of a page, or would stand if it had any. */
sealed interface ItemsSite {

  /** Where it begins. */
  int at();

  /** Whether the page shows no items at all, not even that there are none. */
  default boolean isAbsent() {
    return switch (this) {
      case InArray _, InsteadOfNull _ -> false;
      case Absent _ -> true;
      case Several several -> several.none();
    };
  }

  /**
   * An array.
   *
   * @param at where its opening bracket is
   * @param close where its closing bracket is
   */
  record InArray(int at, int close) implements ItemsSite {}

  /**
   * A null, instead of the array or of an object on the way to it.
   *
   * @param at where it begins
   * @param to where it ends
   * @param below the names that are left of the way; none if the array itself is null
   */
  record InsteadOfNull(int at, int to, List<String> below) implements ItemsSite {}

  /**
   * Nothing, in an object in which the way breaks off.
   *
   * @param at where the object's opening brace is
   * @param below the names that are left of the way, at least one
   * @param alone whether the object is empty
   */
  record Absent(int at, List<String> below, boolean alone) implements ItemsSite {}

  /**
   * Several arrays, each in its own place.
   *
   * @param at where the page's opening brace is
   * @param absent the names of those that are not there, or null
   * @param none whether none of them is there
   */
  record Several(int at, List<String> absent, boolean none) implements ItemsSite {}
}
