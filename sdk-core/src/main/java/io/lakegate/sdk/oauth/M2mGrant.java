package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Gets a token for a service principal by its secret: the client credentials grant (RFC 6749,
 * section 4.4).
 *
 * <p>The client is authenticated by HTTP Basic with id and secret form-encoded first, as RFC 6749,
 * section 2.3.1, and the Go SDK have it. For the ids and secrets that Databricks issues this is the
 * same as sending them raw.
 */
public final class M2mGrant implements TokenGrant {

  private final IssuerClient issuer;
  private final OidcDiscovery discovery;
  private final Client client;

  /**
   * Creates the grant.
   *
   * @param issuer how the token endpoint is asked
   * @param discovery where the token endpoint is
   * @param client who asks for what
   */
  public M2mGrant(IssuerClient issuer, OidcDiscovery discovery, Client client) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.discovery = Objects.requireNonNull(discovery, "discovery");
    this.client = Objects.requireNonNull(client, "client");
  }

  @Override
  public Token request() {
    SequencedMap<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("scope", String.join(" ", client.scopes()));
    client.authorizationDetails().ifPresent(text -> form.put("authorization_details", text));
    OidcEndpoints endpoints = discovery.endpoints();
    Instant obtainedAt = issuer.now();
    ApiResponse response = issuer.post(endpoints.tokenEndpoint(), form, authorization());
    try {
      return TokenAnswer.read(response, obtainedAt, List.of(client.secret()));
    } catch (CredentialException e) {
      String text = "oauth-m2m: " + e.getMessage() + " (" + endpoints.tokenEndpoint() + ")";
      throw new CredentialException(text, e.permanent(), e.retryAfter());
    }
  }

  private String authorization() {
    String pair = encode(client.id()) + ":" + encode(client.secret());
    byte[] bytes = pair.getBytes(StandardCharsets.US_ASCII);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * A service principal and what it asks for. Its text form shows no secret.
   *
   * @param id its client id
   * @param secret its client secret
   * @param scopes the scopes asked for
   * @param authorizationDetails finer permissions as JSON
   */
  public record Client(
      String id, String secret, List<String> scopes, Optional<String> authorizationDetails) {

    /** Copies the scopes. */
    public Client {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(secret, "secret");
      scopes = List.copyOf(scopes);
      Objects.requireNonNull(authorizationDetails, "authorizationDetails");
    }

    @Override
    public String toString() {
      return "Client[" + id + ", ***, scopes=" + scopes + "]";
    }
  }
}
