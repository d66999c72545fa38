package io.lakegate.sdk.credential;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of the chain: a type or an error, and in either case what was tried.
 *
 * @param authType the type that was chosen
 * @param source where its credentials come from; empty if nothing was chosen, or if this version
 *     has no way yet to obtain the tokens of the type that was
 * @param tried every provider of the chain in its order
 * @param refusal why nothing was chosen
 */
public record Selection(
    Optional<String> authType,
    Optional<CredentialSource> source,
    List<Tried> tried,
    Optional<Refusal> refusal) {

  /** Copies the list. */
  public Selection {
    Objects.requireNonNull(authType, "authType");
    Objects.requireNonNull(source, "source");
    tried = List.copyOf(tried);
    Objects.requireNonNull(refusal, "refusal");
  }

  /** Returns why nothing was chosen, with all reasons and the masked configuration. */
  public Optional<String> error() {
    return refusal.map(Refusal::text);
  }

  /** Returns why there are no credentials to be had, without a list of all types. */
  public Optional<String> briefObstacle() {
    return refusal.map(Refusal::brief).or(this::obstacle);
  }

  /**
   * Returns why there are no credentials to be had: that nothing was chosen, or that the type that
   * was cannot be served yet. Empty if there are some.
   */
  public Optional<String> obstacle() {
    return error()
        .or(
            () ->
                source.isPresent()
                    ? Optional.empty()
                    : authType.map(
                        type ->
                            "default auth: %s: chosen, but this version cannot yet obtain its tokens"
                                .formatted(type)));
  }
}
