package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Path templates with a value each, and the value of the template that fits a path best.
 *
 * <p>A template's segments are literal, {@code {name}} for any one segment, {@code {name}:action}
 * for one that ends in an action, or a closing {@code **} for any rest. The version after {@code
 * /api/} stands for any version. In a path, doubled and trailing slashes do not count. Where
 * several templates fit, literal beats action beats name beats rest, from the left.
 *
 * <p>Matching walks the path's segments down a tree and allocates nothing. Threading: immutable.
 *
 * @param <V> the type of the values
 */
public final class PathTemplates<V> {

  private final Node<V> root;

  private PathTemplates(Node<V> root) {
    this.root = root;
  }

  /** Starts an empty set of templates. */
  public static <V> Builder<V> builder() {
    return new Builder<>();
  }

  /**
   * The value of the template that fits best.
   *
   * @param path a path without its query
   * @param otherwise the value if no template fits
   */
  public V match(String path, V otherwise) {
    V found = root.match(path, 0);
    return found == null ? otherwise : found;
  }

  /**
   * Collects templates.
   *
   * @param <V> the type of the values
   */
  public static final class Builder<V> {
    private final Node<V> root = new Node<>("");

    private Builder() {}

    /**
     * Adds a template.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, goes on after {@code **},
     *     has an unfinished name, or is there already
     */
    public Builder<V> add(String template, V value) {
      requireNonNull(value, "value");
      if (!template.startsWith("/")) {
        throw new IllegalArgumentException("template: " + template + ", expected a leading slash");
      }
      Node<V> node = root;
      String before = "";
      for (String segment : template.substring(1).split("/")) {
        boolean version = before.equals("api") && Node.isVersion(segment, 0, segment.length());
        node = version ? node.version() : node.child(segment, template);
        before = segment;
      }
      if (node.value != null) {
        throw new IllegalArgumentException("template: " + template + ", expected it only once");
      }
      node.value = value;
      return this;
    }

    /** The templates added so far; the builder is not used again. */
    public PathTemplates<V> build() {
      return new PathTemplates<>(root);
    }
  }

  private static final class Node<V> {
    /** The literal segment or action that leads here; empty for the other kinds. */
    private final String text;

    private final List<Node<V>> literals = new ArrayList<>();
    private final List<Node<V>> actions = new ArrayList<>();
    private @Nullable Node<V> version;
    private @Nullable Node<V> named;
    private @Nullable Node<V> rest;
    private @Nullable V value;

    private Node(String text) {
      this.text = text;
    }

    private Node<V> version() {
      Node<V> known = version;
      if (known == null) {
        known = new Node<>("");
        version = known;
      }
      return known;
    }

    private Node<V> child(String segment, String template) {
      int nameEnd = segment.indexOf('}');
      if (this.isRest(template) || segment.startsWith("{") != (nameEnd > 0)) {
        throw new IllegalArgumentException(
            "template: " + template + ", expected {name} segments and ** only at the end");
      }
      if (segment.equals("**")) {
        rest = rest == null ? new Node<>("**") : rest;
        return rest;
      }
      if (nameEnd < 0) {
        return withText(literals, segment);
      }
      if (nameEnd < segment.length() - 1) {
        return withText(actions, segment.substring(nameEnd + 1));
      }
      named = named == null ? new Node<>("") : named;
      return named;
    }

    private boolean isRest(String template) {
      return text.equals("**") && template.contains("**/");
    }

    private static <V> Node<V> withText(List<Node<V>> nodes, String text) {
      for (Node<V> node : nodes) {
        if (node.text.equals(text)) {
          return node;
        }
      }
      Node<V> added = new Node<>(text);
      nodes.add(added);
      return added;
    }

    private @Nullable V match(String path, int from) {
      int start = from;
      while (start < path.length() && path.charAt(start) == '/') {
        start++;
      }
      V found = null;
      if (start == path.length()) {
        found = value;
      } else {
        int slash = path.indexOf('/', start);
        found = matchSegment(path, start, slash < 0 ? path.length() : slash);
      }
      return found == null && rest != null ? rest.value : found;
    }

    private @Nullable V matchSegment(String path, int start, int end) {
      for (int i = 0; i < literals.size(); i++) {
        Node<V> literal = literals.get(i);
        if (literal.text.length() == end - start && path.startsWith(literal.text, start)) {
          V found = literal.match(path, end);
          if (found != null) {
            return found;
          }
        }
      }
      if (version != null && isVersion(path, start, end)) {
        V found = version.match(path, end);
        if (found != null) {
          return found;
        }
      }
      V found = matchAction(path, start, end);
      return found == null && named != null ? named.match(path, end) : found;
    }

    private @Nullable V matchAction(String path, int start, int end) {
      for (int i = 0; i < actions.size(); i++) {
        Node<V> action = actions.get(i);
        int at = end - action.text.length();
        if (at > start && path.startsWith(action.text, at)) {
          V found = action.match(path, end);
          if (found != null) {
            return found;
          }
        }
      }
      return null;
    }

    private static boolean isVersion(String path, int start, int end) {
      int dot = path.indexOf('.', start);
      return dot > start
          && dot < end - 1
          && areDigits(path, start, dot)
          && areDigits(path, dot + 1, end);
    }

    private static boolean areDigits(String path, int start, int end) {
      for (int i = start; i < end; i++) {
        if (path.charAt(i) < '0' || path.charAt(i) > '9') {
          return false;
        }
      }
      return true;
    }
  }
}
