package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.HostKind;
import io.lakegate.sdk.config.ResolvedConfig;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks a configuration, and the machine, against what an authentication type needs. */
final class Needs {

  private Needs() {}

  /** Returns what is missing, in words, or empty if everything is there. */
  static Optional<Outcome> missing(List<Need> needs, ResolvedConfig config, Machine machine) {
    List<Need> missing = unmet(needs, config, machine);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String verb = missing.size() == 1 ? " is required" : " are required";
    boolean partly = missing.size() < needs.size();
    String all = partly ? " (it needs " + texts(needs) + ")" : "";
    return Optional.of(new Outcome.NotConfigured(listed(missing) + verb + all));
  }

  /** Returns needs as a sentence names them: "a, b and either c or d". */
  static String listed(List<Need> needs) {
    if (needs.size() == 1) {
      return needs.getFirst().text();
    }
    return texts(needs.subList(0, needs.size() - 1)) + " and " + text(needs.getLast());
  }

  /** Returns the needs that are not met. */
  static List<Need> unmet(List<Need> needs, ResolvedConfig config, Machine machine) {
    return needs.stream().filter(need -> !isMet(need, config, machine)).toList();
  }

  /** An account host has no document that names its endpoints: they hold the account's id. */
  static Optional<Outcome> missingAccount(ResolvedConfig config) {
    boolean endpointKnown =
        config.value(Attribute.ACCOUNT_ID).isPresent()
            || config.value(Attribute.DISCOVERY_URL).isPresent();
    return config.hostKind() == HostKind.ACCOUNT && !endpointKnown
        ? Optional.of(new Outcome.Failed("account_id is required for OAuth at an account host"))
        : Optional.empty();
  }

  /** Returns the value of an attribute that was found to be there. */
  static String value(ResolvedConfig config, Attribute attribute) {
    return config.value(attribute).orElseThrow();
  }

  /** Returns where the value of an attribute came from. */
  static String source(ResolvedConfig config, Attribute attribute) {
    return Optional.ofNullable(config.values().get(attribute)).orElseThrow().source();
  }

  private static boolean isMet(Need need, ResolvedConfig config, Machine machine) {
    return switch (need) {
      case Need.Value one -> config.value(one.attribute()).isPresent();
      case Need.OneOf some ->
          some.attributes().stream().anyMatch(one -> config.value(one).isPresent());
      case Need.Enabled one -> config.flag(one.attribute());
      case Need.On on ->
          switch (on.cloud()) {
            case AZURE -> config.isAzure();
            case AWS, GCP -> config.cloud() == on.cloud();
          };
      case Need.Variable variable -> machine.variable(variable.name()).isPresent();
      case Need.IdTokenVariable _ -> hasIdToken(config, machine);
      case Need.Content file ->
          config.value(file.path()).filter(path -> hasContent(path, machine)).isPresent();
      case Need.FederatedClient _ -> mayFederate(config);
      case Need.Installed program -> !machine.commands().find(program.name()).isEmpty();
      case Need.Command _ -> !config.command().isEmpty();
    };
  }

  /** The usual variable belongs to the default profile; another one has to say that it means it. */
  private static boolean hasIdToken(ResolvedConfig config, Machine machine) {
    Optional<String> named = config.value(Attribute.OIDC_TOKEN_ENV);
    boolean usual =
        !config.provenance().isolated() || config.value(Attribute.AUTH_TYPE).isPresent();
    return named
        .or(() -> usual ? Optional.of(Need.IdTokenVariable.DEFAULT) : Optional.empty())
        .flatMap(machine::variable)
        .isPresent();
  }

  private static boolean hasContent(String path, Machine machine) {
    try {
      return machine.files().read(path).filter(text -> !text.isBlank()).isPresent();
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static boolean mayFederate(ResolvedConfig config) {
    boolean meant =
        config.value(Attribute.CLIENT_ID).isPresent()
            || config.value(Attribute.AUTH_TYPE).isPresent();
    boolean nothingElse = config.methods().isEmpty() && !config.isAzure();
    return meant || (nothingElse && !config.provenance().isolated());
  }

  private static String texts(List<Need> needs) {
    return needs.stream().map(Needs::text).collect(Collectors.joining(", "));
  }

  private static String text(Need need) {
    return need instanceof Need.OneOf ? "either " + need.text() : need.text();
  }
}
