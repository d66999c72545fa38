package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.spelling.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One way through the chain for one configuration. */
final class ChainRun {

  private static final String DOCUMENTATION =
      "https://docs.databricks.com/en/dev-tools/auth.html"
          + "#databricks-client-unified-authentication";

  private static final String NOTHING =
      "cannot configure default credentials, please check "
          + DOCUMENTATION
          + " to configure credentials for your preferred authentication method";

  private final ResolvedConfig config;
  private final CredentialContext context;
  private final Trial trial;
  private final Optional<String> pinned;
  private final List<Tried> tried = new ArrayList<>();
  private Optional<String> chosen = Optional.empty();
  private Optional<Outcome.Chosen> choice = Optional.empty();
  private Optional<Tried> culprit = Optional.empty();

  ChainRun(ResolvedConfig config, CredentialContext context, Trial trial, Optional<String> pinned) {
    this.config = config;
    this.context = context;
    this.trial = trial;
    this.pinned = pinned;
  }

  Selection over(List<CredentialProvider> providers) {
    for (CredentialProvider provider : providers) {
      Optional<String> skipped = skipped(provider);
      if (skipped.isPresent()) {
        tell(provider, TriedOutcome.NOT_TRIED, skipped.get());
      } else {
        take(provider, outcome(provider));
      }
    }
    Optional<Refusal> error = chosen.isPresent() ? Optional.empty() : Optional.of(error(providers));
    return new Selection(
        chosen,
        choice.map(Outcome.Chosen::source),
        choice.flatMap(Outcome.Chosen::lookup),
        tried,
        error);
  }

  Selection unknown(List<CredentialProvider> providers) {
    String authType = pinned.orElseThrow();
    providers.forEach(one -> tell(one, TriedOutcome.NOT_TRIED, "auth_type is " + authType));
    List<String> known = providers.stream().map(CredentialProvider::authType).toList();
    String hint = Nearest.to(authType, known).map(near -> "; the nearest is " + near).orElse("");
    String text =
        "auth type \"%s\" not found, please check %s for a list of supported auth types; known: %s%s"
            .formatted(authType, DOCUMENTATION, String.join(", ", known), hint);
    return new Selection(
        Optional.empty(), Optional.empty(), Optional.empty(), tried, Optional.of(staged(text)));
  }

  private Optional<String> skipped(CredentialProvider provider) {
    if (pinned.isPresent()) {
      return pinned.get().equals(provider.authType())
          ? Optional.empty()
          : Optional.of("auth_type is " + pinned.get());
    }
    if (chosen.isPresent()) {
      return chosen.map(type -> type + " was chosen");
    }
    if (culprit.isPresent()) {
      return culprit.map(one -> one.authType() + " failed");
    }
    return provider.standing() == Standing.BY_NAME
        ? Optional.of("it is used only where auth_type names it")
        : Optional.empty();
  }

  private Outcome outcome(CredentialProvider provider) {
    Outcome outcome =
        Needs.missing(provider.needs(), config, context.machine())
            .orElseGet(() -> provider.configure(config, context));
    return switch (outcome) {
      case Outcome.Chosen one ->
          trial.failure(one).<Outcome>map(Outcome.Failed::new).orElse(outcome);
      case Outcome.Pending _, Outcome.NotConfigured _, Outcome.Failed _ -> outcome;
    };
  }

  private void take(CredentialProvider provider, Outcome outcome) {
    switch (outcome) {
      case Outcome.Chosen one -> {
        choice = Optional.of(one);
        choose(provider);
      }
      case Outcome.Pending _ -> choose(provider);
      case Outcome.NotConfigured none -> tell(provider, TriedOutcome.NOT_CONFIGURED, none.reason());
      case Outcome.Failed failed -> {
        Tried told = tell(provider, TriedOutcome.FAILED, failed.reason());
        if (provider.standing() != Standing.AMBIENT) {
          culprit = Optional.of(told);
        }
      }
    }
  }

  private void choose(CredentialProvider provider) {
    chosen = Optional.of(provider.authType());
    tell(provider, TriedOutcome.CHOSEN, "its inputs are complete");
  }

  private Tried tell(CredentialProvider provider, TriedOutcome outcome, String reason) {
    Tried told = new Tried(provider.authType(), outcome, reason);
    tried.add(told);
    return told;
  }

  private Refusal error(List<CredentialProvider> providers) {
    List<Tried> asked =
        tried.stream().filter(one -> one.outcome() != TriedOutcome.NOT_TRIED).toList();
    Optional<Tried> last = pinned.isPresent() ? Optional.of(asked.getLast()) : culprit;
    if (last.isEmpty()) {
      String point = new Advice(config, context.machine()).point(providers, tried);
      return staged(point, NOTHING, reasons(asked));
    }
    Tried it = last.get();
    List<Tried> before = asked.subList(0, asked.size() - 1);
    String told = before.isEmpty() ? "" : ". Tried before: " + String.join("; ", reasons(before));
    return staged(told(it) + completion(providers, it) + told);
  }

  private String completion(List<CredentialProvider> providers, Tried last) {
    return providers.stream()
        .filter(one -> one.authType().equals(last.authType()))
        .filter(_ -> last.outcome() == TriedOutcome.NOT_CONFIGURED)
        .map(new Advice(config, context.machine())::completion)
        .collect(Collectors.joining());
  }

  private static List<String> reasons(List<Tried> tried) {
    return tried.stream().map(ChainRun::told).toList();
  }

  /** A reason that comes from the type's own source begins with its name already. */
  static String told(Tried one) {
    String name = one.authType() + ": ";
    return one.reason().startsWith(name) ? one.reason() : name + one.reason();
  }

  /** The form of the SDKs' errors: stage, text, and the masked configuration. */
  private Refusal staged(String text) {
    return staged("", text, List.of());
  }

  private Refusal staged(String point, String text, List<String> list) {
    String plain = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return new Refusal(point, "default auth: " + plain, config.describe(), list);
  }
}
