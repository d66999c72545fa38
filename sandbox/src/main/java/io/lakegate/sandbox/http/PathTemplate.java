package io.lakegate.sandbox.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with places for values: {@code {name}} stands for one segment, a last {@code {name+}} for
 * one or more. A {@code *} as the second segment of an API path stands for its version.
 */
final class PathTemplate {
  private final List<String> segments;
  private final boolean open;

  private PathTemplate(List<String> segments, boolean open) {
    this.segments = segments;
    this.open = open;
  }

  static PathTemplate of(String template) {
    List<String> segments = RequestPath.segments(template);
    return new PathTemplate(segments, segments.getLast().endsWith("+}"));
  }

  /** Tells whether the template has no place for a value. */
  boolean literal() {
    return segments.stream().noneMatch(segment -> segment.startsWith("{"));
  }

  /** Returns the raw values by name when the segments fit, nothing otherwise. */
  Optional<Map<String, String>> match(List<String> path) {
    if (open ? path.size() < segments.size() : path.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment.endsWith("+}")) {
        values.put(
            segment.substring(1, segment.length() - 2),
            String.join("/", path.subList(i, path.size())));
      } else if (segment.startsWith("{")) {
        values.put(segment.substring(1, segment.length() - 1), path.get(i));
      } else if (!segment.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
