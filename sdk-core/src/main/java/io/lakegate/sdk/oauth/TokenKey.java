package io.lakegate.sdk.oauth;

import java.util.List;
import java.util.Objects;

/**
 * Whose token it is. Two requests share a token only if all parts are equal; the profile is one of
 * them, so tokens never cross profiles.
 *
 * @param profile the name of the profile, or of the session
 * @param host the host whose API the token opens
 * @param accountId the account, or empty
 * @param authType the authentication type
 * @param clientId the client, or empty
 * @param audience the audience or resource, or empty
 * @param scopes the scopes in their canonical order
 * @param authorizationDetails the authorization details as JSON, or empty
 */
public record TokenKey(
    String profile,
    String host,
    String accountId,
    String authType,
    String clientId,
    String audience,
    List<String> scopes,
    String authorizationDetails) {

  /** Copies the scopes. */
  public TokenKey {
    Objects.requireNonNull(profile, "profile");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(authType, "authType");
    Objects.requireNonNull(clientId, "clientId");
    Objects.requireNonNull(audience, "audience");
    scopes = List.copyOf(scopes);
    Objects.requireNonNull(authorizationDetails, "authorizationDetails");
  }
}
