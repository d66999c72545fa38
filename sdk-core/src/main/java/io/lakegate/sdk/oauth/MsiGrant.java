package io.lakegate.sdk.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.config.Loopback;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Gets a token of Entra for one resource by the identity of the virtual machine that we run on. Its
 * metadata service has no encryption and no secret: whoever can ask it is on the machine.
 *
 * <p>Source: Microsoft's Azure Instance Metadata Service, {@code /metadata/identity/oauth2/token}.
 */
public final class MsiGrant implements TokenGrant {

  /** Where every machine of Azure finds its metadata service. */
  public static final URI USUAL_SERVICE = URI.create("http://169.254.169.254");

  /** The Go SDK's. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String PATH = "/metadata/identity/oauth2/token?api-version=2018-02-01";

  private final IssuerClient issuer;
  private final Identity identity;
  private final String resource;

  /**
   * Creates the grant.
   *
   * @param issuer how the service is asked
   * @param identity who is meant, and who is asked
   * @param resource what the token is to open: an application's id, or an address
   */
  public MsiGrant(IssuerClient issuer, Identity identity, String resource) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.identity = Objects.requireNonNull(identity, "identity");
    this.resource = Objects.requireNonNull(resource, "resource");
  }

  /**
   * Reads the address of another service; empty if tokens should not come from there: it is neither
   * encrypted nor on this machine or its own link.
   */
  public static Optional<URI> service(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      String host = uri.getHost() == null ? "" : uri.getHost();
      boolean encrypted = "https".equalsIgnoreCase(uri.getScheme()) && !host.isEmpty();
      boolean near = Loopback.isLoopback(uri) || host.startsWith("169.254.");
      boolean plain = "http".equalsIgnoreCase(uri.getScheme()) && near;
      return encrypted || plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  @Override
  public Token request() {
    Instant obtainedAt = issuer.now();
    ApiResponse response = ask();
    Token token;
    try {
      token = TokenAnswer.read(response, obtainedAt, List.of());
    } catch (CredentialException e) {
      String text =
          "%s (%s)%s".formatted(e.getMessage(), identity.service(), advice(response.status()));
      throw new CredentialException(text, e.permanent(), e.retryAfter(), e);
    }
    return new Token(
        token.accessToken(),
        token.tokenType(),
        Optional.empty(),
        expiry(response, token),
        obtainedAt);
  }

  private ApiResponse ask() {
    String query = "&resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    String client = identity.clientId().map(id -> "&client_id=" + QueryText.encoded(id)).orElse("");
    ApiRequest request =
        ApiRequest.get(URI.create(identity.service() + PATH + query + client), LIMIT)
            .withHeader("Metadata", "true");
    try {
      return issuer.send(request, RetryRule.INSTANCE_METADATA);
    } catch (CredentialException e) {
      String text = e.getMessage() + "; a managed identity is there only on a machine of Azure";
      throw new CredentialException(text, e.permanent(), e.retryAfter(), e);
    }
  }

  /** The service keeps tokens, so that their end counts, and not how long one lives. */
  private static Optional<Instant> expiry(ApiResponse response, Token token) {
    JsonNode end = TokenAnswer.json(response).path("expires_on");
    Optional<Instant> expiry = end.isMissingNode() ? token.expiry() : TokenAnswer.instant(end);
    if (expiry.isEmpty()) {
      throw new CredentialException(
          "invalid token expiry: expires_on is not a number of seconds since 1970",
          false,
          Optional.empty());
    }
    return expiry;
  }

  private String advice(int status) {
    String who =
        identity.clientId().map(id -> "the identity azure_client_id " + id).orElse("an identity");
    return status == 400 ? "; the machine has to be given " + who : "";
  }

  /**
   * A managed identity.
   *
   * @param service the address of the metadata service
   * @param clientId which one, where the machine has several
   */
  public record Identity(URI service, Optional<String> clientId) {

    /** Checks that both parts are there. */
    public Identity {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(clientId, "clientId");
    }
  }
}
