package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.HostPort;
import io.lakegate.sdk.config.Loopback;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.net.URISyntaxException;
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

  private OidcEndpoints find() {
    Optional<URI> configured = config.value(Attribute.DISCOVERY_URL).map(URI::create);
    if (configured.isPresent()) {
      return ask(configured.get());
    }
    URI host = config.host().orElseThrow();
    if (config.hostKind() == HostKind.ACCOUNT) {
      return ofAccount(config);
    }
    ResolvedConfig told =
        new HostMetadata(issuer).of(host).map(facts -> facts.fill(config)).orElse(config);
    Optional<URI> document = told.value(Attribute.DISCOVERY_URL).map(URI::create);
    if (document.isPresent()) {
      return ask(document.get());
    }
    return switch (told.hostKind()) {
      case WORKSPACE -> ask(URI.create(host + "/oidc" + WELL_KNOWN));
      case ACCOUNT, UNIFIED -> ofAccount(told);
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

  /** Secrets are posted there, so it must be encrypted or on this machine. */
  private static Optional<URI> endpoint(JsonNode body, String name) {
    try {
      URI uri = new URI(body.path(name).asText(""));
      boolean safe =
          "https".equalsIgnoreCase(uri.getScheme()) && !HostPort.of(uri).host().isEmpty();
      boolean local = "http".equalsIgnoreCase(uri.getScheme()) && Loopback.isLoopback(uri);
      return safe || local ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static CredentialException failure(String message, boolean permanent) {
    return new CredentialException(message, permanent, Optional.empty());
  }
}
