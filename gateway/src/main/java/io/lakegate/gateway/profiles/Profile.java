package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.sdk.config.HostFacts;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.CredentialSource;

/**
 * One served profile.
 *
 * @param origin what the stages see of it
 * @param credentials where its credentials come from
 * @param limits its rate limit
 * @param resolved what it was made of
 */
public record Profile(
    OriginProfile origin,
    CredentialSource credentials,
    LimitsConfig limits,
    ResolvedConfig resolved) {

  /** The same with what its host tells of itself, where nothing is configured. */
  Profile filled(HostFacts facts) {
    OriginProfile.Ids ids = ProfileSettingsRules.ids(facts.fill(resolved));
    OriginProfile told =
        new OriginProfile(origin.name(), origin.origin(), origin.authType(), ids, origin.limits());
    return new Profile(told, credentials, limits, resolved);
  }

  /** The profile's name. */
  public String name() {
    return origin.name();
  }
}
