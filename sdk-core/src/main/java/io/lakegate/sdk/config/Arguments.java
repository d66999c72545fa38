package io.lakegate.sdk.config;

import io.lakegate.sdk.error.ConfigException.Problem;
import io.lakegate.sdk.spelling.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that were given explicitly, under the attributes' names or aliases. Its text form shows
 * the names only.
 *
 * @param values the values by attribute; where an attribute was given under several names, that of
 *     its own wins
 * @param problems the names that are no attribute
 */
public record Arguments(Map<Attribute, String> values, List<Problem> problems) {

  /** Copies both. */
  public Arguments {
    EnumMap<Attribute, String> ordered = new EnumMap<>(Attribute.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
    problems = List.copyOf(problems);
  }

  /**
   * Sorts values by attribute.
   *
   * @param subject what stands before a name that is unknown, such as {@code profiles.prod.}
   */
  public static Arguments named(Map<String, String> byName, String subject) {
    Map<Attribute, String> values = new EnumMap<>(Attribute.class);
    List<Problem> problems = new ArrayList<>();
    byName.forEach(
        (name, value) -> {
          Optional<Attribute> attribute = Attribute.named(name);
          if (attribute.isEmpty()) {
            problems.add(new Problem(subject + name, unknown(subject + name, name)));
          } else {
            put(values, attribute.get(), name, value);
          }
        });
    return new Arguments(values, problems);
  }

  private static void put(
      Map<Attribute, String> values, Attribute attribute, String name, String value) {
    boolean own = name.equalsIgnoreCase(attribute.key());
    if (!value.isEmpty() && (own || !values.containsKey(attribute))) {
      values.put(attribute, value);
    }
  }

  private static String unknown(String subject, String name) {
    List<String> known =
        Arrays.stream(Attribute.values()).flatMap(one -> one.keys().stream()).toList();
    String hint = Nearest.to(name, known).map(near -> "; the nearest is " + near).orElse("");
    return "resolve: " + subject + " is no attribute of the Databricks SDKs" + hint;
  }

  @Override
  public String toString() {
    return "Arguments" + values.keySet();
  }
}
