package io.lakegate.gateway.check;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.spelling.Nearest;
import io.lakegate.sdk.spelling.Printable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds variables that look as if they were settings of the SDKs, and are none. */
final class IgnoredVariables {

  private static final String PREFIX = "DATABRICKS_";

  /** Those that other programs of Databricks read, or that are read elsewhere. */
  private static final List<String> OTHERS =
      List.of(
          "DATABRICKS_OIDC_TOKEN",
          "DATABRICKS_SDK_UPSTREAM",
          "DATABRICKS_SDK_UPSTREAM_VERSION",
          "DATABRICKS_RUNTIME_VERSION",
          "DATABRICKS_MODEL_SERVING_HOST_URL",
          "DATABRICKS_LOG_LEVEL",
          "DATABRICKS_LOG_FILE",
          "DATABRICKS_LOG_FORMAT",
          "DATABRICKS_OUTPUT_FORMAT");

  private static final List<String> OTHER_FAMILIES =
      List.of("DATABRICKS_BUNDLE_", "DATABRICKS_CLI_", "DATABRICKS_TF_", "DATABRICKS_VSCODE_");

  private IgnoredVariables() {}

  /** What is told of each, without its value, in alphabetical order. */
  static List<String> of(Set<String> names) {
    Set<String> known = new TreeSet<>(OTHERS);
    Arrays.stream(Attribute.values()).forEach(one -> known.addAll(one.environmentNames()));
    return names.stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .filter(name -> OTHER_FAMILIES.stream().noneMatch(name::startsWith))
        .sorted()
        .map(name -> told(name, known))
        .toList();
  }

  private static String told(String name, Set<String> known) {
    List<String> words =
        known.stream()
            .filter(one -> one.startsWith(PREFIX))
            .map(one -> one.substring(PREFIX.length()))
            .toList();
    String hint =
        Nearest.to(name.substring(PREFIX.length()), words)
            .map(near -> "; the nearest is " + PREFIX + near)
            .orElse("");
    return Printable.text(name) + " (environment)" + hint;
  }
}
