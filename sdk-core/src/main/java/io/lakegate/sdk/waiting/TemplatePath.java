package io.lakegate.sdk.waiting;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Values of a path by the place that they have in its template. Doubled and trailing slashes do not
 * count; values stay as they were sent.
 */
final class TemplatePath {

  private TemplatePath() {}

  /** The segment in the place of {@code {name}}; empty if the template has none or does not fit. */
  static Optional<String> value(String template, String name, String path) {
    return segments(template, List.of("{" + name + "}"), path);
  }

  /**
   * The segments in the place of some of a template's segments.
   *
   * @param template a template in which each segment stands for one of the path
   * @param part adjacent segments of it
   */
  static Optional<String> segments(String template, List<String> part, String path) {
    List<String> places = split(template);
    List<String> values = split(path);
    int from = part.isEmpty() ? -1 : Collections.indexOfSubList(places, part);
    return from < 0 || places.size() != values.size()
        ? Optional.empty()
        : Optional.of(String.join("/", values.subList(from, from + part.size())));
  }

  /**
   * The segments that a parameter of a template stands for in the same template as it is routed;
   * empty if there is no such parameter.
   */
  static List<String> expansion(String template, String name, String matchTemplate) {
    List<String> places = split(template);
    List<String> routed = split(matchTemplate);
    int before = places.indexOf("{" + name + "}");
    int end = routed.size() - (places.size() - before - 1);
    return before < 0 || end <= before ? List.of() : routed.subList(before, end);
  }

  private static List<String> split(String path) {
    return Arrays.stream(path.split("/")).filter(segment -> !segment.isEmpty()).toList();
  }
}
