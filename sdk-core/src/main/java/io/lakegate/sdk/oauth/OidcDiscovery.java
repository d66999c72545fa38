package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the OAuth endpoints of one profile and remembers them. A configured {@code discovery_url}
 * wins; an account host needs no request; any other host is asked what it is, and the document that
 * it names for its endpoints (RFC 8414).
 *
 * <p>Threading: safe for use by many threads; blocks while it asks.
 */
public final class OidcDiscovery {

  private static final String WELL_KNOWN = "/.well-known/oauth-authorization-server";

  private final IssuerClient issuer;
  private final ResolvedConfig config;
  private volatile @Nullable OidcEndpoints known;
  private volatile @Nullable ResolvedConfig told;

  /**
   * Creates the discovery for one profile.
   *
   * @param issuer how the host is asked
   * @param config the profile's configuration, with a host
   */
  public OidcDiscovery(IssuerClient issuer, ResolvedConfig config) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * Returns the endpoints.
   *
   * @throws CredentialException if they cannot be found; permanent if the host has none
   */
  public OidcEndpoints endpoints() {
    OidcEndpoints found = known;
    if (found == null) {
      found = find();
      known = found;
    }
    return found;
  }

  /**
   * Returns whom an identity token has to be for that is exchanged here: as configured, as the host
   * tells, else the account where the host is more than a workspace, else the token endpoint.
   *
   * @throws CredentialException if the endpoints cannot be found
   */
  public String audience() {
    OidcEndpoints endpoints = endpoints();
    Optional<String> configured = config.value(Attribute.TOKEN_AUDIENCE);
    if (configured.isPresent()) {
      return configured.get();
    }
    ResolvedConfig known = told();
    return known
        .value(Attribute.TOKEN_AUDIENCE)
        .or(() -> account(known))
        .orElseGet(() -> endpoints.tokenEndpoint().toString());
  }

  private static Optional<String> account(ResolvedConfig config) {
    return switch (config.hostKind()) {
      case WORKSPACE -> Optional.empty();
      case ACCOUNT, UNIFIED -> config.value(Attribute.ACCOUNT_ID);
    };
  }

  /** What the host tells is remembered; one that tells nothing is asked again. */
  private ResolvedConfig told() {
    ResolvedConfig known = told;
    if (known != null) {
      return known;
    }
    Optional<ResolvedConfig> asked =
        new HostMetadata(issuer).of(config.host().orElseThrow()).map(facts -> facts.fill(config));
    asked.ifPresent(one -> told = one);
    return asked.orElse(config);
  }

  private OidcEndpoints find() {
    Optional<URI> configured = config.value(Attribute.DISCOVERY_URL).map(URI::create);
    if (configured.isPresent()) {
      return ask(configured.get());
    }
    if (config.hostKind() == HostKind.ACCOUNT) {
      return ofAccount(config);
    }
    ResolvedConfig known = told();
    Optional<URI> document = known.value(Attribute.DISCOVERY_URL).map(URI::create);
    if (document.isPresent()) {
      return ask(document.get());
    }
    return switch (known.hostKind()) {
      case WORKSPACE -> ask(URI.create(config.host().orElseThrow() + "/oidc" + WELL_KNOWN));
      case ACCOUNT, UNIFIED -> ofAccount(known);
    };
  }

  private static OidcEndpoints ofAccount(ResolvedConfig config) {
    String id =
        config
            .value(Attribute.ACCOUNT_ID)
            .orElseThrow(
                () -> failure("account_id is required for OAuth at an account host", true));
    String account = config.host().orElseThrow() + "/oidc/accounts/" + id;
    return new OidcEndpoints(
        URI.create(account + "/v1/token"), Optional.of(URI.create(account + "/v1/authorize")));
  }

  private OidcEndpoints ask(URI document) {
    ApiResponse response = issuer.get(document);
    if (response.status() == 404) {
      throw failure("databricks OAuth is not supported for this host: no " + document, true);
    }
    if (response.status() != 200) {
      throw new CredentialException(
          document + " answered " + response.status() + ", expected 200",
          false,
          RetryAfterField.of(response, issuer.now()));
    }
    JsonNode body = TokenAnswer.json(response);
    Optional<URI> token = endpoint(body, "token_endpoint");
    if (token.isEmpty()) {
      throw failure(document + " names no usable token_endpoint", false);
    }
    return new OidcEndpoints(token.get(), endpoint(body, "authorization_endpoint"));
  }

  private static Optional<URI> endpoint(JsonNode body, String name) {
    return IssuerAddress.of(body.path(name).asText(""));
  }

  private static CredentialException failure(String message, boolean permanent) {
    return new CredentialException(message, permanent, Optional.empty());
  }
}
