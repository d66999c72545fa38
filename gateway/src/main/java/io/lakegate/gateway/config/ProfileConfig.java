package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * One profile of our own file. Its text form names the attributes and never shows their values.
 *
 * @param attributes Databricks attributes by their SDK name in lower snake case, such as {@code
 *     client_id}; values are interpolated and may be secrets
 * @param settings the numbers this profile overrides
 */
public record ProfileConfig(Map<String, String> attributes, ProfileSettings settings) {

  /** Copies the attributes. */
  public ProfileConfig {
    attributes = Map.copyOf(attributes);
    requireNonNull(settings, "settings");
  }

  @Override
  public String toString() {
    return "ProfileConfig[attributes="
        + attributes.keySet().stream().sorted().toList()
        + ", settings="
        + settings
        + "]";
  }
}
