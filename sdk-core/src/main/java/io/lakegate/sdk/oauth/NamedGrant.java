package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import java.util.Objects;

/** A grant whose failures begin with the name of the authentication type. */
public final class NamedGrant implements TokenGrant {

  private final String authType;
  private final TokenGrant grant;

  /**
   * Creates the grant.
   *
   * @param authType the authentication type that it serves
   * @param grant how the token is obtained
   */
  public NamedGrant(String authType, TokenGrant grant) {
    this.authType = Objects.requireNonNull(authType, "authType");
    this.grant = Objects.requireNonNull(grant, "grant");
  }

  @Override
  public Token request() {
    try {
      return grant.request();
    } catch (CredentialException e) {
      String text = authType + ": " + e.getMessage();
      throw new CredentialException(text, e.permanent(), e.retryAfter(), e);
    }
  }
}
