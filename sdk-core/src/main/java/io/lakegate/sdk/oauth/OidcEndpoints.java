package io.lakegate.sdk.oauth;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The addresses of an OAuth server.
 *
 * @param tokenEndpoint where tokens are requested
 * @param authorizationEndpoint where a browser login begins, if the server has one
 */
public record OidcEndpoints(URI tokenEndpoint, Optional<URI> authorizationEndpoint) {

  /** Checks that both parts are there. */
  public OidcEndpoints {
    Objects.requireNonNull(tokenEndpoint, "tokenEndpoint");
    Objects.requireNonNull(authorizationEndpoint, "authorizationEndpoint");
  }
}
