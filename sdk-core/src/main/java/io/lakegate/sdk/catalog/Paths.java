package io.lakegate.sdk.catalog;

/** Where the segments of a path begin and end; doubled and trailing slashes do not count. */
final class Paths {

  private Paths() {}

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
