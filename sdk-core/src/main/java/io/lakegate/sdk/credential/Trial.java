package io.lakegate.sdk.credential;

import java.util.Optional;

/** Finds out whether a source gives credentials that work, before it is settled upon. */
@FunctionalInterface
public interface Trial {

  /** Takes every choice on trust. */
  Trial NONE = choice -> Optional.empty();

  /** Returns why the credentials of a choice do not work, without a secret; empty if they do. */
  Optional<String> failure(Outcome.Chosen choice);
}
