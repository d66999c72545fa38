package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * Gets a token of Entra for one resource: the client credentials grant at the first version of its
 * token endpoint, which is the one that knows resources, and which the Databricks SDKs ask.
 */
public final class EntraGrant implements TokenGrant {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

  private final IssuerClient issuer;
  private final EntraTenant tenant;
  private final EntraClient client;
  private final String resource;

  /**
   * Creates the grant.
   *
   * @param issuer how Entra is asked
   * @param tenant where it is asked
   * @param client who asks
   * @param resource what the token is to open: an application's id, or an address
   */
  public EntraGrant(IssuerClient issuer, EntraTenant tenant, EntraClient client, String resource) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.client = Objects.requireNonNull(client, "client");
    this.resource = Objects.requireNonNull(resource, "resource");
  }

  @Override
  public Token request() {
    URI endpoint = tenant.tokenEndpoint();
    String proof = proof();
    Instant obtainedAt = issuer.now();
    ApiResponse response = issuer.post(endpoint, form(proof));
    try {
      return TokenAnswer.read(response, obtainedAt, List.of(proof));
    } catch (CredentialException e) {
      throw EntraRefusal.explained(e, TokenAnswer.json(response), endpoint, claims(proof));
    }
  }

  private String proof() {
    return switch (client) {
      case EntraClient.Secret one -> one.secret();
      case EntraClient.Federated one -> one.identity().fetch(() -> EntraClient.Federated.AUDIENCE);
    };
  }

  private SequencedMap<String, String> form(String proof) {
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    switch (client) {
      case EntraClient.Secret one -> {
        form.put("resource", resource);
        form.put("client_id", one.id());
        form.put("client_secret", proof);
      }
      case EntraClient.Federated one -> {
        form.put("client_id", one.id());
        form.put("resource", resource);
        form.put("client_assertion_type", JWT_BEARER);
        form.put("client_assertion", proof);
      }
    }
    return form;
  }

  private String claims(String proof) {
    return switch (client) {
      case EntraClient.Secret _ -> "";
      case EntraClient.Federated _ -> ". The identity token " + IdTokenClaims.of(proof);
    };
  }
}
