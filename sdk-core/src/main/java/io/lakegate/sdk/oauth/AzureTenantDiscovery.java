package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Entra tenant of a workspace on Azure and remembers it: the workspace redirects to the
 * login of its tenant. A host that does not tell is no failure, and is asked again the next time.
 *
 * <p>Source: the tenant discovery of the Databricks SDKs; like Python's, it takes any redirect.
 *
 * <p>Threading: safe for use by many threads; blocks while it asks.
 */
public final class AzureTenantDiscovery {

  private static final Pattern FIRST_SEGMENT = Pattern.compile("/([A-Za-z0-9._-]+)/.*");

  private final IssuerClient issuer;
  private final URI login;
  private volatile @Nullable String known;

  /**
   * Creates the discovery for one workspace.
   *
   * @param issuer how the host is asked
   * @param host the workspace
   */
  public AzureTenantDiscovery(IssuerClient issuer, URI host) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.login = URI.create(host + "/aad/auth");
  }

  /** Returns the tenant; empty if the host does not tell. */
  public Optional<String> tenant() {
    String found = known;
    if (found == null) {
      Optional<String> told = ask();
      told.ifPresent(tenant -> known = tenant);
      return told;
    }
    return Optional.of(found);
  }

  private Optional<String> ask() {
    ApiResponse response;
    try {
      response = issuer.getOnce(login);
    } catch (CredentialException e) {
      return Optional.empty();
    }
    return response.status() >= 300 && response.status() < 400
        ? response.header("Location").flatMap(AzureTenantDiscovery::tenantOf)
        : Optional.empty();
  }

  private static Optional<String> tenantOf(String location) {
    try {
      URI uri = new URI(location);
      Matcher path = FIRST_SEGMENT.matcher(uri.getPath() == null ? "" : uri.getPath());
      return uri.isAbsolute() && path.matches() ? Optional.of(path.group(1)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
