package io.lakegate.sdk.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of templates: the segments that may follow, and the value of the template
 * that ends here.
 *
 * <p>How far a walk goes is bounded by the templates, not by the path: below a node without {@code
 * {name+}} above it, a place in the path is reached in one way only; {@code {name+}}, of which a
 * template has one at most, is tried once for each number of segments that may follow it.
 *
 * @param <V> the type of the values
 */
final class TemplateNode<V> {

  /** The segment that leads here. */
  private final TemplateSegment segment;

  /** By their text. */
  private List<TemplateNode<V>> literals = List.of();

  /** Those with the most fixed text first. */
  private List<TemplateNode<V>> patterns = List.of();

  private @Nullable TemplateNode<V> version;
  private @Nullable TemplateNode<V> name;
  private @Nullable TemplateNode<V> many;
  private @Nullable TemplateNode<V> rest;
  private @Nullable V value;

  /** The most segments that may follow here. */
  private int depth;

  TemplateNode(TemplateSegment segment) {
    this.segment = segment;
  }

  /** Puts a value at the end of a template; whether there was none. */
  boolean put(List<TemplateSegment> segments, int index, V added) {
    depth = Math.max(depth, segments.size() - index);
    if (index < segments.size()) {
      return child(segments.get(index)).put(segments, index + 1, added);
    }
    if (value != null) {
      return false;
    }
    value = added;
    return true;
  }

  private TemplateNode<V> child(TemplateSegment next) {
    return switch (next.kind()) {
      case LITERAL -> literal(next);
      case PATTERN -> pattern(next);
      case VERSION -> {
        version = version == null ? new TemplateNode<>(next) : version;
        yield version;
      }
      case NAME -> {
        name = name == null ? new TemplateNode<>(next) : name;
        yield name;
      }
      case MANY -> {
        many = many == null ? new TemplateNode<>(next) : many;
        yield many;
      }
      case REST -> {
        rest = rest == null ? new TemplateNode<>(next) : rest;
        yield rest;
      }
    };
  }

  private TemplateNode<V> literal(TemplateSegment next) {
    String text = next.shape();
    int at = find(text, 0, text.length());
    if (at >= 0) {
      return literals.get(at);
    }
    TemplateNode<V> added = new TemplateNode<>(next);
    literals = literals.isEmpty() ? new ArrayList<>(2) : literals;
    literals.add(-at - 1, added);
    return added;
  }

  private TemplateNode<V> pattern(TemplateSegment next) {
    int at = 0;
    for (int i = 0; i < patterns.size(); i++) {
      TemplateSegment known = patterns.get(i).segment;
      if (known.shape().equals(next.shape())) {
        return patterns.get(i);
      }
      at = known.weight() >= next.weight() ? i + 1 : at;
    }
    TemplateNode<V> added = new TemplateNode<>(next);
    patterns = patterns.isEmpty() ? new ArrayList<>(1) : patterns;
    patterns.add(at, added);
    return added;
  }

  /** The value of the template that fits the rest of the path best. */
  @Nullable V match(String path, int from) {
    int start = Paths.start(path, from);
    V found = start == path.length() ? value : segment(path, start, Paths.end(path, start));
    return found == null && rest != null ? rest.value : found;
  }

  private @Nullable V segment(String path, int start, int end) {
    V found = null;
    int at = find(path, start, end);
    if (at >= 0) {
      found = literals.get(at).match(path, end);
    }
    if (found == null && version != null && TemplateSegment.isVersion(path, start, end)) {
      found = version.match(path, end);
    }
    for (int i = 0; found == null && i < patterns.size(); i++) {
      TemplateNode<V> pattern = patterns.get(i);
      if (pattern.segment.fits(path, start, end)) {
        found = pattern.match(path, end);
      }
    }
    if (found == null && name != null) {
      found = name.match(path, end);
    }
    return found == null && many != null ? many(many, path, start) : found;
  }

  /** The template that goes on longest after {@code {name+}} says most, and is tried first. */
  private static <V> @Nullable V many(TemplateNode<V> many, String path, int start) {
    for (int following = many.depth; following >= 0; following--) {
      int tail = Paths.tail(path, start, following);
      V found = tail < 0 ? null : many.match(path, tail);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The literal that equals this part of the path, or where it would stand. */
  private int find(String path, int start, int end) {
    int low = 0;
    int high = literals.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = compare(literals.get(middle).segment.shape(), path, start, end);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -low - 1;
  }

  private static int compare(String text, String path, int start, int end) {
    int length = Math.min(text.length(), end - start);
    for (int i = 0; i < length; i++) {
      int order = text.charAt(i) - path.charAt(start + i);
      if (order != 0) {
        return order;
      }
    }
    return text.length() - (end - start);
  }
}
