package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.exchange.OriginProfile;
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

  /** The profile's name. */
  public String name() {
    return origin.name();
  }
}
