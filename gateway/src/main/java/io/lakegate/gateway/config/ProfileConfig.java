package io.lakegate.gateway.config;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * One profile of our own file. Its text form names the attributes and never shows their values.
 *
 * @param attributes Databricks attributes by their SDK name in lower snake case, such as {@code
 *     client_id}; values are interpolated and may be secrets
 * @param command the program that prints the profile's tokens, with its arguments, which may be
 *     secrets; empty if it has none
 * @param settings the numbers this profile overrides
 */
public record ProfileConfig(
    Map<String, String> attributes, List<String> command, ProfileSettings settings) {

  /** Copies the attributes and the command. */
  public ProfileConfig {
    attributes = Map.copyOf(attributes);
    command = List.copyOf(command);
    requireNonNull(settings, "settings");
  }

  /** Makes a profile without a program. */
  public ProfileConfig(Map<String, String> attributes, ProfileSettings settings) {
    this(attributes, List.of(), settings);
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
