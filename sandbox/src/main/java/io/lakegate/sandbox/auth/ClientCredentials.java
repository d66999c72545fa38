package io.lakegate.sandbox.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The name and secret by which an OAuth client authenticates, from HTTP Basic or from the form (RFC
 * 6749 2.3.1). Some clients form-encode both before Basic, as the RFC asks, and some do not: either
 * is accepted.
 */
record ClientCredentials(String id, String secret) {

  static Optional<ClientCredentials> fromBasic(String header) {
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(header.substring(6).strip());
      String text = new String(bytes, StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new ClientCredentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<ClientCredentials> fromForm(Form form) {
    return form.value("client_id")
        .flatMap(id -> form.value("client_secret").map(key -> new ClientCredentials(id, key)));
  }

  boolean matches(String expectedId, String expectedSecret) {
    return equal(expectedId, expectedSecret)
        || new ClientCredentials(decoded(id), decoded(secret)).equal(expectedId, expectedSecret);
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[id=" + id + ", secret=***]";
  }

  private boolean equal(String expectedId, String expectedSecret) {
    return Authenticator.same(expectedId, id) && Authenticator.same(expectedSecret, secret);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
