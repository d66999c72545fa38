package io.lakegate.sdk.credential;

import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a profile lacks that has begun to configure an authentication type, or none. */
final class Advice {

  private final ResolvedConfig config;
  private final Machine machine;

  Advice(ResolvedConfig config, Machine machine) {
    this.config = config;
    this.machine = machine;
  }

  /** What to do, by the types that lack least, then by what failed; nothing of it a whole list. */
  String point(List<CredentialProvider> providers, List<Tried> tried) {
    List<String> sentences = new ArrayList<>();
    begun(providers).forEach(one -> sentences.add(text(one)));
    tried.stream()
        .filter(one -> one.outcome() == TriedOutcome.FAILED)
        .forEach(one -> sentences.add(ChainRun.told(one)));
    List<String> hints = config.provenance().file().hints();
    boolean hasHost = config.value(Attribute.HOST).isPresent();
    if (sentences.isEmpty() && (hints.isEmpty() || hasHost)) {
      sentences.add(nothing(hasHost));
    }
    sentences.addAll(hints);
    config
        .provenance()
        .missingFile()
        .ifPresent(path -> sentences.add("There is no profile file " + path));
    return sentences.stream()
        .map(text -> text.endsWith(".") ? text.substring(0, text.length() - 1) : text)
        .collect(Collectors.joining(". "));
  }

  /** Where what is missing of one type may be written. */
  String completion(CredentialProvider provider) {
    List<Need.Value> values = values(Needs.unmet(provider.needs(), config, machine));
    return values.isEmpty() ? "" : "; " + add(values);
  }

  private List<Begun> begun(List<CredentialProvider> providers) {
    List<Begun> all =
        providers.stream()
            .filter(one -> one.standing() != Standing.BY_NAME)
            .filter(this::isBegun)
            .map(one -> new Begun(one.authType(), Needs.unmet(one.needs(), config, machine)))
            .filter(one -> !one.missing().isEmpty())
            .toList();
    int least =
        all.stream().map(Begun::missing).mapToInt(List::size).min().orElse(Integer.MAX_VALUE);
    return all.stream()
        .filter(one -> one.missing().size() == least)
        .sorted(Comparator.comparing(one -> values(one.missing()).isEmpty()))
        .toList();
  }

  /** A host is no beginning: every type needs one. */
  private boolean isBegun(CredentialProvider provider) {
    return provider.needs().stream()
        .filter(Advice::isMeant)
        .anyMatch(need -> Needs.unmet(List.of(need), config, machine).isEmpty());
  }

  /** Whether it is there only where somebody means a certain type. */
  private static boolean isMeant(Need need) {
    return (need instanceof Need.Value one && one.attribute().group().isPresent())
        || (need instanceof Need.Variable variable && !variable.advice().isEmpty())
        || need instanceof Need.Enabled;
  }

  private String text(Begun begun) {
    List<Need.Value> values = values(begun.missing());
    String verb = begun.missing().size() == 1 ? " is missing" : " are missing";
    String advice = values.isEmpty() ? "" : "; " + add(values);
    return begun.authType() + ": " + Needs.listed(begun.missing()) + verb + advice;
  }

  private String nothing(boolean hasHost) {
    Need.Value host = new Need.Value(Attribute.HOST);
    List<Need.Value> token = List.of(new Need.Value(Attribute.TOKEN));
    return hasHost
        ? "No credentials are configured for this host; for a personal access token " + add(token)
        : "Nothing is configured; for a personal access token "
            + add(List.of(host, token.getFirst()));
  }

  private String add(List<Need.Value> values) {
    String keys = and(values.stream().map(one -> one.attribute().key()).toList());
    String path = config.provenance().file().path();
    String section = config.value(Attribute.PROFILE).orElse(config.profile());
    String text = "add " + keys + " to [" + section + "] in " + path;
    List<String> variables =
        values.stream()
            .flatMap(one -> one.attribute().environmentNames().stream().limit(1))
            .toList();
    if (config.provenance().isolated()) {
      return text + ", or to profiles." + config.profile() + " of the gateway's configuration";
    }
    return variables.isEmpty() ? text : text + ", or set " + and(variables);
  }

  private static String and(List<String> words) {
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  private static List<Need.Value> values(List<Need> needs) {
    return needs.stream().filter(Need.Value.class::isInstance).map(Need.Value.class::cast).toList();
  }

  /**
   * A type of which something is there.
   *
   * @param authType its name
   * @param missing what is not there
   */
  private record Begun(String authType, List<Need> missing) {}
}
