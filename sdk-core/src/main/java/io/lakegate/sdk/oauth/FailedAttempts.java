package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import java.util.function.Consumer;

/**
 * Tells whoever holds a token's slot of each failed attempt at an issuer that is followed by
 * another: a refresh may go on for a minute, and nobody is to wait that long to learn why.
 *
 * <p>Threading: an attempt is told to the refresh that is under way on its own thread.
 */
final class FailedAttempts {

  private static final ScopedValue<Consumer<CredentialException>> LISTENER =
      ScopedValue.newInstance();

  private FailedAttempts() {}

  static Token during(TokenGrant grant, Consumer<CredentialException> listener) {
    return ScopedValue.where(LISTENER, listener).call(grant::request);
  }

  static void tell(CredentialException failure) {
    if (LISTENER.isBound()) {
      LISTENER.get().accept(failure);
    }
  }
}
