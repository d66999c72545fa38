package io.lakegate.gateway.retry;

import io.lakegate.sdk.credential.Credential;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Remembers a credential that the origin refused although it had only just been renewed: what it
 * refuses is then not the age of the credential, and to renew it at every request would only burden
 * the issuer.
 *
 * <p><b>Threading:</b> any thread.
 */
final class FreshRefusals {

  /** As long as a failed refresh in the background is left alone. */
  private static final Duration PAUSE = Duration.ofSeconds(60);

  private final AtomicReference<Optional<Refusal>> last = new AtomicReference<>(Optional.empty());

  private record Refusal(Credential credential, long atNanos) {}

  void add(Credential renewed, long nowNanos) {
    last.set(Optional.of(new Refusal(renewed, nowNanos)));
  }

  /** Whether it may help to renew this credential. */
  boolean mayRenew(Credential refused, long nowNanos) {
    Optional<Refusal> known = last.get();
    return known.isEmpty()
        || !known.get().credential().equals(refused)
        || nowNanos - known.get().atNanos() >= PAUSE.toNanos();
  }
}
