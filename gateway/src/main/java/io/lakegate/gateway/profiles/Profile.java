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

  /** Makes a profile whose credentials can be changed while it is served. */
  static Profile renewable(OriginProfile origin, CredentialSource first, LimitsConfig limits) {
    return new Profile(origin, new RenewableSource(first), limits);
  }

  /** Whether another one differs in its credentials at most. */
  boolean differsInCredentialsOnly(Profile other) {
    return origin.equals(other.origin) && limits.equals(other.limits);
  }

  /** Takes over the credentials of another one. */
  void renewFrom(Profile other) {
    if (credentials instanceof RenewableSource mine
        && other.credentials instanceof RenewableSource theirs) {
      mine.renew(theirs.current());
    }
  }

  /** The profile's name. */
  public String name() {
    return origin.name();
  }
}
