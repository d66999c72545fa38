package io.lakegate.sdk.credential;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of the chain: a source or an error, and in either case what was tried.
 *
 * @param source where credentials come from, if a provider was chosen
 * @param tried every provider of the chain in its order
 * @param error why there is no source, with all reasons and the masked configuration
 */
public record Selection(
    Optional<CredentialSource> source, List<Tried> tried, Optional<String> error) {

  /** Copies the list. */
  public Selection {
    Objects.requireNonNull(source, "source");
    tried = List.copyOf(tried);
    Objects.requireNonNull(error, "error");
  }
}
