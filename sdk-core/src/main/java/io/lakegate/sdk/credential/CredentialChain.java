package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.List;
import java.util.Optional;

/**
 * The authentication types in the order in which they are tried. A type whose inputs are incomplete
 * gives way to the next; one whose inputs are complete and wrong stops the chain, so that a mistake
 * never becomes another identity. Only those that are merely found on the machine give way in that
 * case too. A configured {@code auth_type} leaves only that one.
 */
public final class CredentialChain {

  private final List<CredentialProvider> providers;

  CredentialChain(List<CredentialProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Returns the chain of every type that is built in. */
  public static CredentialChain standard() {
    return new CredentialChain(StandardProviders.inOrder());
  }

  /** Returns the providers in the order in which they are tried. */
  public List<CredentialProvider> providers() {
    return providers;
  }

  /**
   * Chooses the first type whose inputs are complete, or the one that is asked for by name. Sends
   * no request: whether the issuer and the origin accept the inputs is seen at the first use.
   */
  public Selection select(ResolvedConfig config, CredentialContext context) {
    return select(config, context, Trial.NONE);
  }

  /** Chooses the first type whose inputs are complete and whose credentials pass a trial. */
  public Selection select(ResolvedConfig config, CredentialContext context, Trial trial) {
    Optional<String> pinned = config.value(Attribute.AUTH_TYPE).map(String::strip);
    ChainRun run = new ChainRun(config, context.holding(config), trial, pinned);
    if (pinned.isPresent()
        && providers.stream().noneMatch(p -> p.authType().equals(pinned.get()))) {
      return run.unknown(providers);
    }
    return run.over(providers);
  }

  /** Tells of every provider that it was not tried, since there was no configuration to try. */
  public List<Tried> untried(String reason) {
    return providers.stream()
        .map(one -> new Tried(one.authType(), TriedOutcome.NOT_TRIED, reason))
        .toList();
  }
}
