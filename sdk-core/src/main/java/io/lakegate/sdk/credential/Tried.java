package io.lakegate.sdk.credential;

import java.util.Objects;

/**
 * One provider and what became of it.
 *
 * @param authType the provider's authentication type
 * @param outcome what became of it
 * @param reason why; no secret
 */
public record Tried(String authType, TriedOutcome outcome, String reason) {

  /** Checks that all parts are there. */
  public Tried {
    Objects.requireNonNull(authType, "authType");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(reason, "reason");
  }
}
