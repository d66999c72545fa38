package io.lakegate.sdk.credential;

import java.util.Optional;

/** Finds out whether a source gives credentials that work, before it is settled upon. */
@FunctionalInterface
public interface Trial {

  /** Takes every source on trust. */
  Trial NONE = source -> Optional.empty();

  /** Returns why the source's credentials do not work, without a secret; empty if they do. */
  Optional<String> failure(CredentialSource source);
}
