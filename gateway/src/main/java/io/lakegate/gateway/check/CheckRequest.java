package io.lakegate.gateway.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be checked. Its text form shows no value.
 *
 * @param profile the profile; the default one without
 * @param arguments attributes of the SDKs by name, stronger than any other source
 * @param online whether tokens are fetched and the origin is asked whose they are
 */
public record CheckRequest(
    Optional<String> profile, Map<String, String> arguments, boolean online) {

  /** Copies the arguments in their order. */
  public CheckRequest {
    Objects.requireNonNull(profile, "profile");
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }

  @Override
  public String toString() {
    return "CheckRequest[" + profile.orElse("default") + ", " + arguments.keySet() + "]";
  }
}
