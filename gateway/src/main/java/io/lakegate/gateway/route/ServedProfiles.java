package io.lakegate.gateway.route;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.error.CredentialException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The profiles that are served, by name, and how a request chooses one.
 *
 * @param byName every served profile
 * @param unusable why those are not served that would be, by name
 * @param defaultName the one that a request gets which names none
 */
public record ServedProfiles(
    Map<String, OriginProfile> byName, Map<String, String> unusable, String defaultName) {

  /** Copies the maps. */
  public ServedProfiles {
    byName = Map.copyOf(byName);
    unusable = Map.copyOf(unusable);
    if (!byName.containsKey(defaultName)) {
      throw new IllegalArgumentException("the default profile is not among those served");
    }
  }

  /**
   * Chooses the profile of a request.
   *
   * @param pinned the profile that the listener is pinned to
   * @param inPath the name given as {@code /@NAME}
   * @param inHeader the name given in {@code Lakegate-Profile}
   * @throws GatewayException {@code PROFILE_CONFLICT} or {@code PROFILE_NOT_FOUND}
   * @throws CredentialException if there is such a profile and it cannot be served
   */
  OriginProfile choose(
      Optional<String> pinned, Optional<String> inPath, Optional<String> inHeader) {
    if (inPath.isPresent() && inHeader.isPresent() && !inPath.equals(inHeader)) {
      throw new GatewayException(
          ProblemCode.PROFILE_CONFLICT,
          "The path names the profile '%s' and the field Lakegate-Profile names '%s'. Name one."
              .formatted(inPath.get(), inHeader.get()));
    }
    Optional<String> named = inPath.or(() -> inHeader);
    if (pinned.isPresent() && named.isPresent() && !named.equals(pinned)) {
      throw new GatewayException(
          ProblemCode.PROFILE_NOT_FOUND,
          "This listener serves the profile '%s' only, not '%s'."
              .formatted(pinned.get(), named.get()));
    }
    String name = named.or(() -> pinned).orElse(defaultName);
    OriginProfile profile = byName.get(name);
    if (profile == null && unusable.containsKey(name)) {
      throw new CredentialException(
          "the profile '%s' cannot be served: %s".formatted(name, unusable.get(name)),
          true,
          Optional.empty());
    }
    if (profile == null) {
      throw new GatewayException(
          ProblemCode.PROFILE_NOT_FOUND,
          "No profile '%s' is served here; served are %s. Name it with --profile, or under 'profiles'."
              .formatted(name, String.join(", ", new TreeSet<>(byName.keySet()))));
    }
    return profile;
  }
}
