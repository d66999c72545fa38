package io.lakegate.sdk.credential;

import io.lakegate.sdk.error.CredentialException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Where the credentials of one profile come from.
 *
 * <p>Threading: every method may be called by any thread and none of them blocks. A future that is
 * not complete at once is completed on the thread that asked the issuer.
 */
public interface CredentialSource {

  /** Returns the authentication type, such as {@code pat}. */
  String authType();

  /**
   * Returns a credential that may be sent now, if there is one. A stale one is renewed in the
   * background meanwhile.
   */
  Optional<Credential> ready();

  /**
   * Returns how the last try to get a credential from the issuer failed, also while the next one is
   * under way; empty if it did not fail, or if there was none.
   */
  Optional<CredentialException> lastFailure();

  /**
   * Obtains a credential that may be sent, asking the issuer if need be: once, however many ask.
   *
   * @return a future of the caller's own that fails, unwrapped, with {@link CredentialException}
   */
  CompletableFuture<Credential> obtain();

  /**
   * Obtains another credential in place of one that the origin rejected. If the current one is
   * another already, that is the answer; otherwise one forced refresh is shared by all who ask.
   *
   * @return a future of the caller's own that fails, unwrapped, with {@link CredentialException}
   */
  CompletableFuture<Credential> replace(Credential rejected);
}
