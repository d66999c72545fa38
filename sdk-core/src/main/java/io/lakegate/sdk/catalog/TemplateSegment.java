package io.lakegate.sdk.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One segment of a path template. */
final class TemplateSegment {

  /** What a segment stands for. */
  enum Kind {
    /** Itself. */
    LITERAL,
    /** Any version, {@code 2.1}. */
    VERSION,
    /** A segment with names and fixed text in it: {@code {id}:run}, {@code {schema}.{table}}. */
    PATTERN,
    /** Any one segment: {@code {name}}. */
    NAME,
    /** One segment or more: {@code {name+}}, perhaps with fixed text around it. */
    MANY,
    /** Any rest, also none: {@code **}. */
    REST
  }

  /** Any version. */
  static final TemplateSegment ANY_VERSION =
      new TemplateSegment(Kind.VERSION, "N.N", List.of(), List.of());

  private final Kind kind;
  private final String shape;

  /** The fixed text before each name, and last that after all of them. */
  private final List<String> texts;

  private final List<String> names;

  private TemplateSegment(Kind kind, String shape, List<String> texts, List<String> names) {
    this.kind = kind;
    this.shape = shape;
    this.texts = texts;
    this.names = names;
  }

  /**
   * Reads a segment that is no version.
   *
   * @throws IllegalArgumentException with what was expected
   */
  static TemplateSegment parse(String segment) {
    if (segment.equals("**")) {
      return new TemplateSegment(Kind.REST, segment, List.of(), List.of());
    }
    if (segment.indexOf('{') < 0 && segment.indexOf('}') < 0) {
      return new TemplateSegment(Kind.LITERAL, segment, List.of(), List.of());
    }
    return withNames(segment);
  }

  private static TemplateSegment withNames(String segment) {
    List<String> texts = new ArrayList<>(2);
    List<String> names = new ArrayList<>(1);
    boolean many = false;
    int at = 0;
    for (int open = segment.indexOf('{'); open >= 0; open = segment.indexOf('{', at)) {
      int close = segment.indexOf('}', open);
      String name = segment.substring(open + 1, Math.max(close, open + 1));
      if (name.endsWith("+")) {
        many = true;
        name = name.substring(0, name.length() - 1);
      }
      if (!isName(name)) {
        throw new IllegalArgumentException("a name to be written {name}");
      }
      texts.add(literal(segment.substring(at, open)));
      names.add(name);
      at = close + 1;
    }
    texts.add(literal(segment.substring(at)));
    return new TemplateSegment(kind(texts, many), shape(texts, many), texts, names);
  }

  private static Kind kind(List<String> texts, boolean many) {
    for (int i = 1; i < texts.size() - 1; i++) {
      if (many || texts.get(i).isEmpty()) {
        throw new IllegalArgumentException(
            many ? "{name+} to be the only name of its segment" : "text between two names");
      }
    }
    if (many) {
      return Kind.MANY;
    }
    boolean alone = texts.size() == 2 && texts.get(0).isEmpty() && texts.get(1).isEmpty();
    return alone ? Kind.NAME : Kind.PATTERN;
  }

  private static String shape(List<String> texts, boolean many) {
    StringBuilder shape = new StringBuilder(texts.getFirst());
    for (int i = 1; i < texts.size(); i++) {
      shape.append(many ? "{+}" : "{}").append(texts.get(i));
    }
    return shape.toString();
  }

  private static String literal(String text) {
    if (text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("a name to be written {name}");
    }
    return text;
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_') {
        return false;
      }
    }
    return !name.isEmpty();
  }

  Kind kind() {
    return kind;
  }

  /** The segment without its names, the same for all that fit the same paths. */
  String shape() {
    return shape;
  }

  /** How many characters are fixed; of two patterns, the one with more goes first. */
  int weight() {
    int weight = 0;
    for (int i = 0; i < texts.size(); i++) {
      weight += texts.get(i).length();
    }
    return weight;
  }

  List<String> names() {
    return names;
  }

  /** Whether the pattern fits this part of a path; no name is empty. */
  boolean fits(String path, int start, int end) {
    return scan(path, start, end, null);
  }

  /** Notes what each name stands for; whether the segment fits. */
  boolean values(String path, int start, int end, Map<String, String> into) {
    return switch (kind) {
      case LITERAL -> shape.length() == end - start && path.startsWith(shape, start);
      case VERSION -> isVersion(path, start, end);
      case PATTERN, NAME, MANY -> scan(path, start, end, into);
      case REST -> true;
    };
  }

  private boolean scan(String path, int start, int end, @Nullable Map<String, String> into) {
    String last = texts.getLast();
    int limit = end - last.length();
    int at = start + texts.getFirst().length();
    if (!path.startsWith(texts.getFirst(), start) || !path.startsWith(last, limit)) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      boolean isLast = i == names.size() - 1;
      int valueEnd = isLast ? limit : indexOf(path, texts.get(i + 1), at + 1, limit);
      if (valueEnd <= at) {
        return false;
      }
      if (into != null) {
        into.put(names.get(i), path.substring(at, valueEnd));
      }
      at = valueEnd + texts.get(i + 1).length();
    }
    return true;
  }

  private static int indexOf(String path, String text, int from, int limit) {
    for (int at = from; at + text.length() < limit; at++) {
      if (path.startsWith(text, at)) {
        return at;
      }
    }
    return -1;
  }

  /** Whether a part of a path is a version: digits, a dot, digits. */
  static boolean isVersion(String path, int start, int end) {
    int dot = start;
    while (dot < end && isDigit(path.charAt(dot))) {
      dot++;
    }
    if (dot == start || dot >= end - 1 || path.charAt(dot) != '.') {
      return false;
    }
    for (int i = dot + 1; i < end; i++) {
      if (!isDigit(path.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
