package io.lakegate.sandbox.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path with places for values: {@code {name}} stands for one segment, {@code {name}:verb} for one
 * that ends so, and {@code {name+}}, which may occur once, for one segment or more. Of an API path
 * any version fits, whichever the template names.
 */
public final class PathTemplate {
  private final List<Segment> segments;
  private final boolean open;

  private PathTemplate(List<Segment> segments) {
    this.segments = List.copyOf(segments);
    this.open = segments.stream().anyMatch(Rest.class::isInstance);
  }

  /** Reads a template. */
  public static PathTemplate of(String template) {
    List<Segment> segments = new ArrayList<>();
    for (String text : RequestPath.versionless(template)) {
      segments.add(segment(text));
    }
    return new PathTemplate(segments);
  }

  /** Returns a path decoded and without its API version, the same for all spellings of it. */
  public static String canonical(String path) {
    return RequestPath.decode("/" + String.join("/", RequestPath.versionless(path)));
  }

  /** Returns the raw values by name when the path fits, nothing otherwise. */
  public Optional<Map<String, String>> match(String path) {
    return match(RequestPath.versionless(path));
  }

  /** Tells whether the template has no place for a value. */
  boolean literal() {
    return segments.stream().allMatch(Text.class::isInstance);
  }

  /** Returns how many segments stand before the first place for a value. */
  int fixed() {
    return (int) segments.stream().takeWhile(Text.class::isInstance).count();
  }

  /** Returns the raw values by name when the segments fit, nothing otherwise. */
  Optional<Map<String, String>> match(List<String> path) {
    int more = path.size() - segments.size();
    if (open ? more < 0 : more != 0) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    int next = 0;
    for (Segment segment : segments) {
      int from = next;
      next += segment instanceof Rest ? 1 + more : 1;
      if (!segment.take(path.subList(from, next), values)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  private static Segment segment(String text) {
    int end = text.indexOf('}');
    if (!text.startsWith("{") || end < 0) {
      return new Text(text);
    }
    String name = text.substring(1, end);
    return name.endsWith("+")
        ? new Rest(name.substring(0, name.length() - 1))
        : new Place(name, text.substring(end + 1));
  }

  /** One part of a template. */
  private sealed interface Segment {
    boolean take(List<String> raw, Map<String, String> values);
  }

  private record Text(String text) implements Segment {
    @Override
    public boolean take(List<String> raw, Map<String, String> values) {
      return raw.getFirst().equals(text);
    }
  }

  private record Place(String name, String suffix) implements Segment {
    @Override
    public boolean take(List<String> raw, Map<String, String> values) {
      String value = raw.getFirst();
      if (!value.endsWith(suffix) || value.length() == suffix.length()) {
        return false;
      }
      values.put(name, value.substring(0, value.length() - suffix.length()));
      return true;
    }
  }

  private record Rest(String name) implements Segment {
    @Override
    public boolean take(List<String> raw, Map<String, String> values) {
      values.put(name, String.join("/", raw));
      return true;
    }
  }
}
