package io.lakegate.gateway.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be checked. Its text form shows no value.
 *
 * @param profile the profile; the default one without
 * @param arguments attributes of the SDKs by name, stronger than any other source
 * @param online whether tokens are fetched and the origin is asked whose they are
 * @param variables the names of the variables that are set, to find misspelt ones
 */
public record CheckRequest(
    Optional<String> profile,
    Map<String, String> arguments,
    boolean online,
    Set<String> variables) {

  /** Copies the arguments in their order. */
  public CheckRequest {
    Objects.requireNonNull(profile, "profile");
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    variables = Set.copyOf(variables);
  }

  /** Makes a request that looks for no misspelt variables. */
  public CheckRequest(Optional<String> profile, Map<String, String> arguments, boolean online) {
    this(profile, arguments, online, Set.of());
  }

  /** Returns the same where these variables are set. */
  public CheckRequest amid(Set<String> names) {
    return new CheckRequest(profile, arguments, online, names);
  }

  @Override
  public String toString() {
    return "CheckRequest[" + profile.orElse("default") + ", " + arguments.keySet() + "]";
  }
}
