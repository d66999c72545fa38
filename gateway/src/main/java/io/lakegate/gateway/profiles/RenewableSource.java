package io.lakegate.gateway.profiles;

import io.lakegate.sdk.credential.Credential;
import io.lakegate.sdk.credential.CredentialSource;
import io.lakegate.sdk.error.CredentialException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of a profile while what they are made of may change: whoever holds this has those
 * that were configured last. Where an issuer has to be asked for them, that is done at once, and
 * what was there before goes on until it has answered: with a token, or that there is none to be
 * had. An issuer that is down takes nobody's token away.
 *
 * <p><b>Threading:</b> any thread.
 */
final class RenewableSource implements CredentialSource {

  private volatile CredentialSource current;
  private volatile @Nullable CredentialSource next;
  private volatile @Nullable CredentialSource asked;

  RenewableSource(CredentialSource first) {
    this.current = first;
  }

  /** Takes other credentials as soon as they can be had. */
  void renew(CredentialSource other) {
    next = other;
    if (other.ready().isPresent() || current.ready().isEmpty()) {
      promote(other);
    }
    ask(other);
  }

  /** Requests may be many while an issuer is down: none asks while another's question is open. */
  @SuppressWarnings("ReferenceEquality") // Another configuration is another question.
  private void ask(CredentialSource other) {
    synchronized (this) {
      if (asked == other) {
        return;
      }
      asked = other;
    }
    var _ =
        other
            .obtain()
            .whenComplete(
                (_, error) -> {
                  answered(other);
                  if (!(error instanceof CredentialException failure) || failure.permanent()) {
                    promote(other);
                  }
                });
  }

  @SuppressWarnings("ReferenceEquality") // A later question is open still.
  private synchronized void answered(CredentialSource other) {
    if (asked == other) {
      asked = null;
    }
  }

  @SuppressWarnings("ReferenceEquality") // Only the one that was configured last.
  private synchronized void promote(CredentialSource other) {
    if (next == other) {
      current = other;
      next = null;
    }
  }

  /** Those in use; where others wait for their issuer, it is asked again. */
  private CredentialSource inUse() {
    CredentialSource waiting = next;
    if (waiting != null) {
      if (current.ready().isEmpty()) {
        promote(waiting);
      } else {
        ask(waiting);
      }
    }
    return current;
  }

  @Override
  public String authType() {
    return current.authType();
  }

  @Override
  public Optional<Credential> ready() {
    return inUse().ready();
  }

  @Override
  public Optional<CredentialException> lastFailure() {
    return inUse().lastFailure();
  }

  @Override
  public CompletableFuture<Credential> obtain() {
    return inUse().obtain();
  }

  /** What was rejected may be what was configured before; then the present one is the answer. */
  @Override
  public CompletableFuture<Credential> replace(Credential rejected) {
    CredentialSource waiting = next;
    if (waiting != null) {
      promote(waiting);
    }
    CredentialSource source = current;
    Optional<Credential> ready = source.ready();
    boolean other = ready.isEmpty() || !ready.get().headers().equals(rejected.headers());
    return other ? source.obtain() : source.replace(rejected);
  }
}
