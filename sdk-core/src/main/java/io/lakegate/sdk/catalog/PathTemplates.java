package io.lakegate.sdk.catalog;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Path templates with a value each, and the value of the template that fits a path best.
 *
 * <p>A template's segments are literal, {@code {name}} for any one segment, {@code {name}:action}
 * or {@code {schema}.{table}} for one with fixed text in it, {@code {name+}} for one segment or
 * more, or a closing {@code **} for any rest; of the last two there is one at most. The version
 * after {@code /api/} stands for any version. In a path, doubled and trailing slashes do not count,
 * and no name is empty. Where several templates fit, literal beats text with names, beats one name,
 * beats {@code {name+}}, beats the rest, from the left.
 *
 * <p>Matching walks the path's segments down a tree and allocates nothing, but for a path with
 * escapes; the work is bounded by the templates and the length of the path, whatever the path.
 * Threading: immutable.
 *
 * @param <V> the type of the values
 */
public final class PathTemplates<V> {

  private final TemplateNode<V> root;

  private PathTemplates(TemplateNode<V> root) {
    this.root = root;
  }

  /** Starts an empty set of templates. */
  public static <V> Builder<V> builder() {
    return new Builder<>();
  }

  /**
   * The value of the template that fits best.
   *
   * @param path a path without its query; escapes of what never needs one do not count
   * @param otherwise the value if no template fits
   */
  public V match(String path, V otherwise) {
    @Nullable V found = root.match(Paths.plain(path), 0);
    return found == null ? otherwise : found;
  }

  /**
   * Collects templates.
   *
   * @param <V> the type of the values
   */
  public static final class Builder<V> {
    private final TemplateNode<V> root = new TemplateNode<>(TemplateSegment.parse(""));

    private Builder() {}

    /**
     * Adds a template.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, goes on after {@code **},
     *     has an unfinished name, more than one {@code {name+}}, or is there already
     */
    public Builder<V> add(String template, V value) {
      requireNonNull(value, "value");
      if (!add(PathTemplate.parse(template), value)) {
        throw new IllegalArgumentException("template: " + template + ", expected it only once");
      }
      return this;
    }

    /** Adds a template that was read before; whether it was not there yet. */
    boolean add(PathTemplate template, V value) {
      return root.put(template.segments(), 0, value);
    }

    /** The templates added so far; the builder is not used again. */
    public PathTemplates<V> build() {
      return new PathTemplates<>(root);
    }
  }
}
