package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.ProfileConfig;
import io.lakegate.gateway.config.ProfilesConfig;
import io.lakegate.sdk.config.Arguments;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ConfigResolver.Layer;
import io.lakegate.sdk.config.Resolution;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.config.ResolvedValue;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.ConfigException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * How the configuration of a profile is read: the default one as the SDKs do, from the environment
 * and the file; every other one from the file and our own configuration alone, since what stands in
 * the environment belongs to one identity and must not leak into another.
 */
public final class ProfileConfigs {

  private final ProfilesConfig wanted;
  private final ConfigResolver resolver;

  /** Creates the reader. */
  public ProfileConfigs(ProfilesConfig wanted, ConfigResolver resolver) {
    this.wanted = wanted;
    this.resolver = resolver;
  }

  /**
   * Reads the profile of that name as it would be served.
   *
   * @param arguments values that are stronger than any other
   */
  public Resolution served(String name, Arguments arguments) {
    Resolution own = resolver.explain(arguments.values());
    return own.config().profile().equals(name) && standIn(own.config()).isEmpty()
        ? own.withProblems(arguments.problems())
        : named(name, arguments);
  }

  /**
   * Reads the profile of a request that names none.
   *
   * @param arguments values that are stronger than any other
   */
  public Resolution servedByDefault(Arguments arguments) {
    Resolution own = resolver.explain(arguments.values());
    return standIn(own.config())
        .filter(_ -> own.problems().isEmpty())
        .map(name -> named(name, arguments))
        .orElseGet(() -> own.withProblems(arguments.problems()));
  }

  /** What is known of each served profile, the default one first, by name. */
  public SequencedMap<String, Resolution> all() {
    Arguments none = new Arguments(Map.of(), List.of());
    SequencedMap<String, Resolution> all = new LinkedHashMap<>();
    Resolution first = servedByDefault(none);
    all.put(first.config().profile(), first);
    names().forEach(name -> all.putIfAbsent(name, named(name, none)));
    return all;
  }

  /**
   * Everything that the credentials of the served profiles are made of, as it stands now: two that
   * are equal need no second look.
   */
  public List<Object> snapshot() {
    List<Object> all = new ArrayList<>();
    all.add(wanted);
    all.add(resolver.explain(Map.of()));
    try {
      names().forEach(name -> all.add(named(name, new Arguments(Map.of(), List.of()))));
    } catch (ConfigException e) {
      all.add(String.valueOf(e.getMessage()));
    }
    return all;
  }

  /** The names that are to be served beside the default one. */
  SequencedSet<String> names() {
    SequencedSet<String> names = explicitNames();
    if (wanted.allFromFile()) {
      names.addAll(resolver.profileNames());
    }
    return names;
  }

  /** Those of them that our own configuration names. */
  SequencedSet<String> explicitNames() {
    SequencedSet<String> names = new LinkedHashSet<>(wanted.requested());
    names.addAll(wanted.own().keySet());
    return names;
  }

  /** What the SDKs would choose. */
  ResolvedConfig sdksChoice() {
    return resolver.resolve(Map.of());
  }

  /** The name of the profile that stands in for the SDKs' own choice, where one does. */
  Optional<String> standIn(ResolvedConfig chosen) {
    if (wanted.own().containsKey(chosen.profile())) {
      return Optional.of(chosen.profile());
    }
    boolean nothing = chosen.values().keySet().stream().allMatch(Attribute.CONFIG_FILE::equals);
    return nothing ? names().stream().findFirst() : Optional.empty();
  }

  Resolution named(String name, Arguments arguments) {
    String place = "profiles." + name;
    Optional<ProfileConfig> written = Optional.ofNullable(wanted.own().get(name));
    Arguments own =
        Arguments.named(written.map(ProfileConfig::attributes).orElse(Map.of()), place + ".");
    List<Problem> problems = new ArrayList<>(arguments.problems());
    problems.addAll(own.problems());
    return resolver
        .explainIsolated(
            name,
            List.of(
                new Layer(arguments.values(), ResolvedValue.ARGUMENT),
                new Layer(own.values(), place + " of the gateway's configuration")))
        .withCommand(written.map(ProfileConfig::command).orElse(List.of()))
        .withProblems(problems);
  }
}
