package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The authentication types in the order in which they are tried. A type whose inputs are incomplete
 * gives way to the next; one whose inputs are complete and wrong stops the chain, so that a mistake
 * never becomes another identity. A configured {@code auth_type} leaves only that one.
 */
public final class CredentialChain {

  private static final String DOCUMENTATION =
      "https://docs.databricks.com/en/dev-tools/auth.html"
          + "#databricks-client-unified-authentication";

  private final List<CredentialProvider> providers;

  CredentialChain(List<CredentialProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Returns the chain of every type that is built in. */
  public static CredentialChain standard() {
    return new CredentialChain(
        List.of(new PatProvider(), new BasicProvider(), new OauthM2mProvider()));
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
    Optional<String> pinned = config.value(Attribute.AUTH_TYPE).map(String::strip);
    if (pinned.isPresent() && providers.stream().noneMatch(p -> is(p, pinned.get()))) {
      return unknown(pinned.get(), config);
    }
    List<Tried> tried = new ArrayList<>();
    Optional<CredentialSource> source = Optional.empty();
    Optional<String> end = Optional.empty();
    for (CredentialProvider provider : providers) {
      if (pinned.isPresent() && !is(provider, pinned.get())) {
        tried.add(notTried(provider, "auth_type is " + pinned.get()));
      } else if (end.isPresent()) {
        tried.add(notTried(provider, end.get()));
      } else {
        Outcome outcome =
            Needs.missing(provider.needs(), config)
                .orElseGet(() -> provider.configure(config, context));
        tried.add(told(provider, outcome));
        source = outcome instanceof Outcome.Chosen chosen ? Optional.of(chosen.source()) : source;
        end = end(provider, outcome);
      }
    }
    Optional<String> error =
        source.isPresent() ? Optional.empty() : Optional.of(error(tried, pinned, config));
    return new Selection(source, tried, error);
  }

  private static boolean is(CredentialProvider provider, String authType) {
    return provider.authType().equals(authType);
  }

  private static Optional<String> end(CredentialProvider provider, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Chosen _ -> Optional.of(provider.authType() + " was chosen");
      case Outcome.Failed _ -> Optional.of(provider.authType() + " failed");
      case Outcome.NotConfigured _ -> Optional.empty();
    };
  }

  private static Tried told(CredentialProvider provider, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Chosen _ ->
          new Tried(provider.authType(), TriedOutcome.CHOSEN, "its inputs are complete");
      case Outcome.NotConfigured none ->
          new Tried(provider.authType(), TriedOutcome.NOT_CONFIGURED, none.reason());
      case Outcome.Failed failed ->
          new Tried(provider.authType(), TriedOutcome.FAILED, failed.reason());
    };
  }

  private static Tried notTried(CredentialProvider provider, String reason) {
    return new Tried(provider.authType(), TriedOutcome.NOT_TRIED, reason);
  }

  private Selection unknown(String authType, ResolvedConfig config) {
    List<Tried> tried =
        providers.stream().map(p -> notTried(p, "auth_type is " + authType)).toList();
    String known =
        providers.stream().map(CredentialProvider::authType).collect(Collectors.joining(", "));
    String text =
        "auth type \"%s\" not found, please check %s for a list of supported auth types; known: %s"
            .formatted(authType, DOCUMENTATION, known);
    return new Selection(Optional.empty(), tried, Optional.of(staged(text, config)));
  }

  private static String error(List<Tried> tried, Optional<String> pinned, ResolvedConfig config) {
    Optional<Tried> culprit =
        tried.stream()
            .filter(one -> one.outcome() == TriedOutcome.FAILED || pinned.isPresent())
            .filter(one -> one.outcome() != TriedOutcome.NOT_TRIED)
            .findFirst();
    if (culprit.isPresent()) {
      return staged(culprit.get().authType() + ": " + culprit.get().reason(), config);
    }
    String reasons =
        tried.stream()
            .map(one -> one.authType() + ": " + one.reason())
            .collect(Collectors.joining("; "));
    return staged(
        "cannot configure default credentials, please check "
            + DOCUMENTATION
            + " to configure credentials for your preferred authentication method. Tried: "
            + reasons
            + config.missingFile().map(path -> ". There is no profile file " + path).orElse(""),
        config);
  }

  /** The form of the SDKs' errors: stage, text, and the masked configuration. */
  private static String staged(String text, ResolvedConfig config) {
    String described = config.describe();
    return "default auth: " + text + (described.isEmpty() ? "" : ". " + described);
  }
}
