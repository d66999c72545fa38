package io.lakegate.sdk.catalog;

import io.lakegate.sdk.catalog.TemplateSegment.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One path template; its form is described at {@link PathTemplates}.
 *
 * @param segments its segments
 */
record PathTemplate(List<TemplateSegment> segments) {

  PathTemplate {
    segments = List.copyOf(segments);
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it is not one, with the template and what was expected
   */
  static PathTemplate parse(String text) {
    return parse(text, new Repetitions());
  }

  /**
   * Reads one of many templates.
   *
   * @throws IllegalArgumentException if it is not one, with the template and what was expected
   */
  static PathTemplate parse(String text, Repetitions repetitions) {
    try {
      PathTemplate template = read(text, repetitions);
      for (TemplateSegment segment : template.segments) {
        if (segment.kind() == Kind.MANY && segment.weight() > 0) {
          throw new IllegalArgumentException("{name+} to be a segment of its own");
        }
      }
      return template;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "template: " + text + ", expected " + e.getMessage(), e.getCause());
    }
  }

  /** Reads a template in which {@code {name+}} may have text around it. */
  static PathTemplate read(String text, Repetitions repetitions) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException("a leading slash");
    }
    List<TemplateSegment> segments = new ArrayList<>(8);
    boolean open = false;
    boolean afterApi = false;
    for (int start = Paths.start(text, 0); start < text.length(); ) {
      int end = Paths.end(text, start);
      boolean version = afterApi && TemplateSegment.isVersion(text, start, end);
      TemplateSegment segment =
          version ? TemplateSegment.ANY_VERSION : repetitions.segment(text.substring(start, end));
      boolean opens = segment.kind() == Kind.MANY || segment.kind() == Kind.REST;
      if (opens && open) {
        throw new IllegalArgumentException("no more than one {name+} or **");
      }
      open |= opens;
      segments.add(segment);
      afterApi = segment.shape().equals("api");
      start = Paths.start(text, end);
      if (segment.kind() == Kind.REST && start < text.length()) {
        throw new IllegalArgumentException("** at the end");
      }
    }
    return new PathTemplate(segments);
  }

  /** The template without its names and version: the same for all that fit the same paths. */
  String shape() {
    StringBuilder shape = new StringBuilder();
    for (int i = 0; i < segments.size(); i++) {
      shape.append('/').append(segments.get(i).shape());
    }
    return shape.toString();
  }

  /**
   * What the names stand for in a path, raw, in the order of the template; empty if the template
   * does not fit.
   */
  Map<String, String> values(String path) {
    Map<String, String> values = new LinkedHashMap<>();
    int at = Paths.start(path, 0);
    for (int i = 0; i < segments.size(); i++) {
      TemplateSegment segment = segments.get(i);
      if (segment.kind() == Kind.REST) {
        return values;
      }
      int end = Paths.end(path, at);
      if (segment.kind() == Kind.MANY) {
        int tail = Paths.tail(path, at, segments.size() - 1 - i);
        end = tail < 0 ? at : Paths.trim(path, tail);
      }
      if (end == at || !segment.values(path, at, end, values)) {
        return Map.of();
      }
      at = Paths.start(path, end);
    }
    return at == path.length() ? values : Map.of();
  }
}
