package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.error.ConfigException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * The served profiles, the default one first.
 *
 * @param all every served profile, by name
 * @param unusable why those of the file are not served that were merely found there, by name
 * @param defaultName the one that a request gets which names none
 */
public record Profiles(
    SequencedMap<String, Profile> all, Map<String, String> unusable, String defaultName) {

  /** Copies the maps. */
  public Profiles {
    all = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(all));
    unusable = Map.copyOf(unusable);
    Objects.requireNonNull(all.get(defaultName), "the default profile");
  }

  /**
   * Resolves every profile that is to be served.
   *
   * <p>The default one is the SDKs' own choice, resolved as they do from the environment and the
   * file; where they would find nothing at all, it is the first that was named. Every other profile
   * is resolved from the file and our own configuration alone: what stands in the environment
   * belongs to one identity and must not leak into another.
   *
   * @param ask finds the hosts that are not configured
   * @throws ConfigException with every problem of every profile that somebody asked for; one that
   *     was merely found in the file keeps no other from being served
   */
  public static Profiles resolve(
      GatewayConfig config, ConfigResolver resolver, CredentialContext context, HostQuestion ask) {
    return new ProfileReading(config, resolver, context, ask).orThrow();
  }

  /** The profile that a request gets which names none. */
  public Profile defaultProfile() {
    return Objects.requireNonNull(all.get(defaultName));
  }
}
