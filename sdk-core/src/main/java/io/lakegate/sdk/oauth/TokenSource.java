package io.lakegate.sdk.oauth;

import io.lakegate.sdk.error.CredentialException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The tokens of one identity.
 *
 * <p>Threading: every method may be called by any thread and none of them blocks.
 */
public final class TokenSource {

  private final TokenSlot slot;
  private final TokenGrant grant;

  TokenSource(TokenSlot slot, TokenGrant grant) {
    this.slot = slot;
    this.grant = Objects.requireNonNull(grant, "grant");
  }

  /**
   * Returns a token that may be sent now, if there is one; a stale one is renewed meanwhile. Does
   * not allocate.
   */
  public Optional<Token> ready() {
    return slot.ready(grant);
  }

  /** Returns the token that is held, even one that has expired. */
  public Optional<Token> held() {
    return slot.held();
  }

  /** Returns how the last refresh failed; empty if it did not, or if there was none. */
  public Optional<CredentialException> lastFailure() {
    return slot.lastFailure();
  }

  /**
   * Keeps a token of this identity that was obtained on another way, unless a better one is held.
   */
  public void keep(Token token) {
    slot.keep(token);
  }

  /**
   * Obtains a token that may be sent, asking the issuer once however many want it.
   *
   * @return a future that fails with {@link CredentialException}
   */
  public CompletableFuture<Token> obtain() {
    return slot.obtain(grant);
  }

  /**
   * Obtains another token in place of one that was rejected. If another is held already, that is
   * the answer; otherwise one forced refresh is shared by all who ask.
   *
   * @return a future that fails with {@link CredentialException}
   */
  public CompletableFuture<Token> replace(Token rejected) {
    return slot.replace(rejected, grant);
  }
}
