package io.lakegate.gateway.retry;

import io.lakegate.sdk.credential.Credential;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers a credential that the origin refused although it had only just been renewed: what it
 * refuses is then not the age of the credential, and to renew it at every request would only burden
 * the issuer. Remembers also of which one the log has told.
 *
 * <p><b>Threading:</b> any thread.
 */
final class FreshRefusals {

  /** As long as a failed refresh in the background is left alone. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final AtomicReference<Optional<Refusal>> last = new AtomicReference<>(Optional.empty());

  /** The one that the log has told of. */
  private final AtomicReference<Optional<Credential>> told =
      new AtomicReference<>(Optional.empty());

  private record Refusal(Credential credential, long atNanos) {}

  void add(Credential renewed, long nowNanos) {
    last.set(Optional.of(new Refusal(renewed, nowNanos)));
  }

  /** Whether nobody has been told yet that this credential is refused; then it is told now. */
  boolean firstTold(Credential refused) {
    Optional<Credential> before = told.getAndSet(Optional.of(refused));
    return before.isEmpty() || !before.get().equals(refused);
  }

  /** Whether it may help to renew this credential. */
  boolean mayRenew(Credential refused, long nowNanos) {
    Optional<Refusal> known = last.get();
    return known.isEmpty()
        || !known.get().credential().equals(refused)
        || nowNanos - known.get().atNanos() >= PAUSE.toNanos();
  }
}
