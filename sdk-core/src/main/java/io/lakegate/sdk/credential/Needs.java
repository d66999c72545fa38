package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks a configuration against the attributes that an authentication type needs. */
final class Needs {

  private Needs() {}

  /** Returns what is missing, in words, or empty if everything is there. */
  static Optional<Outcome> missing(List<Attribute> needs, ResolvedConfig config) {
    List<String> missing =
        needs.stream().filter(need -> config.value(need).isEmpty()).map(Attribute::key).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String all = needs.stream().map(Attribute::key).collect(Collectors.joining(", "));
    String verb = missing.size() == 1 ? " is required" : " are required";
    return Optional.of(
        new Outcome.NotConfigured(
            String.join(" and ", missing) + verb + " (it needs " + all + ")"));
  }

  /** Returns the value of an attribute that was found to be there. */
  static String value(ResolvedConfig config, Attribute attribute) {
    return config.value(attribute).orElseThrow();
  }

  /** Returns where the value of an attribute came from. */
  static String source(ResolvedConfig config, Attribute attribute) {
    return Optional.ofNullable(config.values().get(attribute)).orElseThrow().source();
  }
}
