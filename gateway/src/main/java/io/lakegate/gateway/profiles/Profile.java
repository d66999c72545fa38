package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.LimitsConfig;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.sdk.credential.CredentialSource;

/**
 * One served profile.
 *
 * @param origin what the stages see of it
 * @param credentials where its credentials come from
 * @param limits its rate limit
 */
public record Profile(OriginProfile origin, CredentialSource credentials, LimitsConfig limits) {

  /** The profile's name. */
  public String name() {
    return origin.name();
  }
}
