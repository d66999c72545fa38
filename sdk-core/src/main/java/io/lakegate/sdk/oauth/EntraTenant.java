package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.ApiResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tenant of Entra in which tokens are asked: the one that is configured, else the one at which
 * the workspace lets people log in, which is remembered.
 *
 * <p>Threading: safe for use by many threads; blocks while it asks, which only one of them does.
 */
public final class EntraTenant {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_FAULT = 500;

  private final IssuerClient issuer;
  private final URI authority;
  private final Clues clues;
  private final ReentrantLock asking = new ReentrantLock();
  private @Nullable String found;

  /**
   * Creates the tenant.
   *
   * @param issuer how the workspace is asked
   * @param authority the login service of the Azure cloud, ending with a slash
   * @param clues what leads to the tenant
   */
  public EntraTenant(IssuerClient issuer, URI authority, Clues clues) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.authority = Objects.requireNonNull(authority, "authority");
    this.clues = Objects.requireNonNull(clues, "clues");
  }

  /**
   * Returns where the tenant's tokens are requested.
   *
   * @throws CredentialException if the tenant cannot be found
   */
  URI tokenEndpoint() {
    return URI.create(authority + name() + "/oauth2/token");
  }

  private String name() {
    if (clues.configured().isPresent()) {
      return clues
          .configured()
          .filter(NAME.asMatchPredicate())
          .orElseThrow(() -> failure("azure_tenant_id is neither an id nor a domain", true));
    }
    return asked(
        () -> {
          URI page =
              clues.loginPage().orElseThrow(() -> failure("azure_tenant_id is not set", true));
          ApiResponse response = issuer.get(page);
          return told(response).orElseThrow(() -> silent(page, response));
        });
  }

  /**
   * Returns the tenant for whom can do without: empty if the workspace does not tell, which is
   * asked again the next time.
   */
  public Optional<String> find() {
    if (clues.configured().isPresent() || clues.loginPage().isEmpty()) {
      return clues.configured();
    }
    try {
      return Optional.of(asked(() -> told(issuer.getOnce(clues.loginPage().get())).orElseThrow()));
    } catch (CredentialException | NoSuchElementException e) {
      return Optional.empty();
    }
  }

  private String asked(Supplier<String> question) {
    asking.lock();
    try {
      String known = found;
      if (known == null) {
        known = question.get();
        found = known;
      }
      return known;
    } finally {
      asking.unlock();
    }
  }

  private static Optional<String> told(ApiResponse response) {
    boolean redirect = response.status() >= FIRST_REDIRECT && response.status() < FIRST_ERROR;
    return response.header("Location").filter(_ -> redirect).flatMap(EntraTenant::tenant);
  }

  private CredentialException silent(URI page, ApiResponse response) {
    return new CredentialException(
        "cannot find the tenant: %s answered %d, expected a redirect to its login; set azure_tenant_id"
            .formatted(page, response.status()),
        response.status() < FIRST_FAULT && response.status() != 429,
        RetryAfterField.of(response, issuer.now()));
  }

  /** The first part of {@code https://login…/TENANT/oauth2/authorize…}. */
  private static Optional<String> tenant(String location) {
    try {
      URI uri = new URI(location);
      String path = uri.getHost() == null || uri.getPath() == null ? "" : uri.getPath();
      String[] parts = path.split("/");
      return Optional.of(parts.length > 1 ? parts[1] : "").filter(NAME.asMatchPredicate());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static CredentialException failure(String text, boolean permanent) {
    return new CredentialException(text, permanent, Optional.empty());
  }

  /**
   * What leads to a tenant.
   *
   * @param configured its id or domain, if it is configured
   * @param loginPage the page of the workspace that sends people on to their tenant's login, if
   *     there is a workspace to ask
   */
  public record Clues(Optional<String> configured, Optional<URI> loginPage) {

    /** Checks that both parts are there. */
    public Clues {
      Objects.requireNonNull(configured, "configured");
      Objects.requireNonNull(loginPage, "loginPage");
    }
  }
}
