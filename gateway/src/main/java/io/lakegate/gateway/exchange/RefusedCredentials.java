package io.lakegate.gateway.exchange;

import io.lakegate.sdk.credential.Credential;

/** Takes notice of credentials that an origin refused, so that they are renewed. */
@FunctionalInterface
public interface RefusedCredentials {

  /** The origin of the profile refused the credential; the next attempt is to have another. */
  void refused(OriginProfile profile, Credential credential);
}
