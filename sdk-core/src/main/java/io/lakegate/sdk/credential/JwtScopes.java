package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.io.IOException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares the scopes that a token has with those that are configured. */
final class JwtScopes {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PARTS = 3;

  private JwtScopes() {}

  /**
   * Returns in words that the token has other scopes than those configured; empty if they are the
   * same, if none are configured, or if the token does not tell.
   */
  static Optional<String> mismatch(String token, ResolvedConfig config) {
    Optional<String> claim = claim(token);
    if (claim.isEmpty() || config.value(Attribute.SCOPES).isEmpty()) {
      return Optional.empty();
    }
    SortedSet<String> wanted = plain(config.scopes());
    SortedSet<String> given = plain(List.of(claim.get().split(" ")));
    return wanted.equals(given)
        ? Optional.empty()
        : Optional.of(
            "the token's scopes (%s) do not match the configured scopes (%s); log in with them: databricks auth login --host %s --scopes %s"
                .formatted(
                    String.join(" ", given),
                    String.join(" ", wanted),
                    Needs.value(config, Attribute.HOST),
                    String.join(",", wanted)));
  }

  /** A refresh token is asked for by the way; it says nothing of what the token may do. */
  private static SortedSet<String> plain(Collection<String> scopes) {
    SortedSet<String> plain = new TreeSet<>(scopes);
    plain.remove("offline_access");
    plain.remove("");
    return plain;
  }

  private static Optional<String> claim(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
      return Optional.of(payload.path("scope").asText("")).filter(text -> !text.isEmpty());
    } catch (IllegalArgumentException | IOException e) {
      return Optional.empty();
    }
  }
}
