package io.lakegate.sdk.oauth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A token as an issuer gave it. Its text form shows no secret.
 *
 * @param accessToken the secret that is sent
 * @param tokenType how it is sent, normally {@code Bearer}
 * @param refreshToken the secret that renews it
 * @param expiry when it ends; empty for one that does not
 * @param obtainedAt when it was asked for
 */
public record Token(
    String accessToken,
    String tokenType,
    Optional<String> refreshToken,
    Optional<Instant> expiry,
    Instant obtainedAt) {

  /** Checks that all parts are there. */
  public Token {
    Objects.requireNonNull(accessToken, "accessToken");
    Objects.requireNonNull(tokenType, "tokenType");
    Objects.requireNonNull(refreshToken, "refreshToken");
    Objects.requireNonNull(expiry, "expiry");
    Objects.requireNonNull(obtainedAt, "obtainedAt");
  }

  @Override
  public String toString() {
    String end = expiry.map(Instant::toString).orElse("never");
    return "Token[" + tokenType + " ***, obtainedAt=" + obtainedAt + ", expiry=" + end + "]";
  }
}
