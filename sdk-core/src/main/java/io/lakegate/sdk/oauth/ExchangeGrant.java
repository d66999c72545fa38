package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Exchanges an identity token of somebody else for one of Databricks (RFC 8693), a fresh one each
 * time. With a client it becomes that service principal, by the service principal's own federation
 * policy; without one it becomes whom the account's policy says.
 */
public final class ExchangeGrant implements TokenGrant {

  private final IssuerClient issuer;
  private final OidcDiscovery discovery;
  private final IdTokenSource identity;
  private final Wish wish;

  /**
   * Creates the grant.
   *
   * @param issuer how the token endpoint is asked
   * @param discovery where the token endpoint is, and whom an identity token is to be for
   * @param identity where the identity tokens come from
   * @param wish what is asked for
   */
  public ExchangeGrant(
      IssuerClient issuer, OidcDiscovery discovery, IdTokenSource identity, Wish wish) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.discovery = Objects.requireNonNull(discovery, "discovery");
    this.identity = Objects.requireNonNull(identity, "identity");
    this.wish = Objects.requireNonNull(wish, "wish");
  }

  @Override
  public Token request() {
    OidcEndpoints endpoints = discovery.endpoints();
    String idToken = identity.fetch(discovery::audience);
    Instant obtainedAt = issuer.now();
    ApiResponse response = issuer.post(endpoints.tokenEndpoint(), form(idToken));
    try {
      return TokenAnswer.read(response, obtainedAt, List.of(idToken));
    } catch (CredentialException e) {
      String text =
          "%s (%s). The identity token %s; %s has to allow that"
              .formatted(
                  e.getMessage(), endpoints.tokenEndpoint(), IdTokenClaims.of(idToken), policy());
      throw new CredentialException(text, e.permanent(), e.retryAfter());
    }
  }

  private SequencedMap<String, String> form(String idToken) {
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
    form.put("subject_token", idToken);
    form.put("scope", String.join(" ", wish.scopes()));
    wish.clientId().ifPresent(id -> form.put("client_id", id));
    wish.authorizationDetails().ifPresent(text -> form.put("authorization_details", text));
    return form;
  }

  private String policy() {
    return wish.clientId()
        .map(id -> "the federation policy of the service principal " + id)
        .orElse("the federation policy of the account, as no client_id is set,");
  }

  /**
   * What is asked for.
   *
   * @param clientId the service principal to become; empty to let the account decide
   * @param scopes the scopes
   * @param authorizationDetails finer permissions as JSON
   */
  public record Wish(
      Optional<String> clientId, List<String> scopes, Optional<String> authorizationDetails) {

    /** Copies the scopes. */
    public Wish {
      Objects.requireNonNull(clientId, "clientId");
      scopes = List.copyOf(scopes);
      Objects.requireNonNull(authorizationDetails, "authorizationDetails");
    }
  }
}
