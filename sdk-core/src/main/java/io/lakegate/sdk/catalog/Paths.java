package io.lakegate.sdk.catalog;

/** Where the segments of a path begin and end; doubled and trailing slashes do not count. */
final class Paths {

  private static final String UNRESERVED_MARKS = "-._~";

  private Paths() {}

  /**
   * The path without escapes of what never needs one: they are the same path to whoever reads it
   * (RFC 3986 6.2.2.2).
   */
  static String plain(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    StringBuilder plain = new StringBuilder(path.length());
    int at = 0;
    while (at < path.length()) {
      int c = path.charAt(at) == '%' ? unreserved(path, at) : -1;
      plain.append(c < 0 ? path.charAt(at) : (char) c);
      at += c < 0 ? 1 : 3;
    }
    return plain.toString();
  }

  /** The letter, digit or mark that is escaped here; -1 if it is something else. */
  private static int unreserved(String path, int at) {
    if (at + 2 >= path.length()) {
      return -1;
    }
    int high = Character.digit(path.charAt(at + 1), 16);
    int low = Character.digit(path.charAt(at + 2), 16);
    int c = high < 0 || low < 0 ? -1 : high << 4 | low;
    boolean plain =
        c >= 0 && c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED_MARKS.indexOf(c) >= 0);
    return plain ? c : -1;
  }

  /** The first character of the next segment, or the path's length if there is none. */
  static int start(String path, int from) {
    int start = from;
    while (start < path.length() && path.charAt(start) == '/') {
      start++;
    }
    return start;
  }

  /** The end of the segment that begins here. */
  static int end(String path, int start) {
    int slash = path.indexOf('/', start);
    return slash < 0 ? path.length() : slash;
  }

  /** The end without slashes before it. */
  static int trim(String path, int end) {
    int trimmed = end;
    while (trimmed > 0 && path.charAt(trimmed - 1) == '/') {
      trimmed--;
    }
    return trimmed;
  }

  /**
   * Where the last segments of a path begin; -1 if no segment is left between here and there.
   *
   * @param start the first character of a segment
   * @param count how many segments
   */
  static int tail(String path, int start, int count) {
    int at = path.length();
    for (int i = 0; i < count; i++) {
      int end = trim(path, at);
      at = path.lastIndexOf('/', end - 1) + 1;
      if (at <= start) {
        return -1;
      }
    }
    return at;
  }
}
