package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.ResolvedConfig;

/** The authentication types in the order in which they are tried. */
@SuppressWarnings("DoNotCallSuggester")
public final class CredentialChain {

  /** Returns the chain of every type that is built in. */
  public static CredentialChain standard() {
    return new CredentialChain();
  }

  /** Chooses the first type whose inputs are complete, or the one that is asked for by name. */
  public Selection select(ResolvedConfig config, CredentialContext context) {
    throw new UnsupportedOperationException(config.toString() + context);
  }
}
