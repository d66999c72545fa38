package io.lakegate.sandbox.files;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} header asks for (RFC 9110 14). Of the forms, one range of bytes is served;
 * anything else counts as no range at all, as the RFC allows.
 */
sealed interface ByteRange {

  /** The whole content. */
  record Whole() implements ByteRange {}

  /**
   * A part of the content.
   *
   * @param start its first byte
   * @param length how many bytes
   */
  record Part(long start, long length) implements ByteRange {}

  /** Nothing that the content has. */
  record Unsatisfiable() implements ByteRange {}

  /** Reads a header for content of a size; an absent header is empty. */
  static ByteRange of(String header, long size) {
    Matcher matcher = Syntax.ONE_RANGE.matcher(header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return new Whole();
    }
    if (matcher.group(1).isEmpty()) {
      long suffix = Math.min(size, Long.parseLong(matcher.group(2)));
      return suffix == 0 ? new Unsatisfiable() : new Part(size - suffix, suffix);
    }
    long first = Long.parseLong(matcher.group(1));
    long last =
        matcher.group(2).isEmpty()
            ? size - 1
            : Math.min(size - 1, Long.parseLong(matcher.group(2)));
    if (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < first) {
      return new Whole();
    }
    return first >= size ? new Unsatisfiable() : new Part(first, last - first + 1);
  }

  /** The syntax of the header. */
  final class Syntax {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private Syntax() {}
  }
}
