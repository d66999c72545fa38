package io.lakegate.gateway.profiles;

import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.error.CredentialException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The credentials of a profile while what they are made of may change: whoever holds this has those
 * that were configured last.
 *
 * <p><b>Threading:</b> any thread.
 */
final class RenewableSource implements CredentialSource {

  private volatile CredentialSource current;

  RenewableSource(CredentialSource first) {
    this.current = first;
  }

  /** Takes other credentials from now on. */
  void renew(CredentialSource other) {
    current = other;
  }

  @Override
  public String authType() {
    return current.authType();
  }

  @Override
  public Optional<Credential> ready() {
    return current.ready();
  }

  @Override
  public Optional<CredentialException> lastFailure() {
    return current.lastFailure();
  }

  @Override
  public CompletableFuture<Credential> obtain() {
    return current.obtain();
  }

  /** What was rejected may be what was configured before; then the present one is the answer. */
  @Override
  public CompletableFuture<Credential> replace(Credential rejected) {
    CredentialSource source = current;
    Optional<Credential> ready = source.ready();
    boolean other = ready.isPresent() && !ready.get().headers().equals(rejected.headers());
    return other ? source.obtain() : source.replace(rejected);
  }
}
