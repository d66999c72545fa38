package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.config.PinnedListener;
import io.lakegate.gateway.config.ProfilesConfig;
import io.lakegate.sdk.config.Arguments;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.CredentialChain;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.Selection;
import io.lakegate.sdk.credential.Tried;
import io.lakegate.sdk.credential.TriedOutcome;
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
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reading of the profiles: each is read for itself, and what is wrong with one is no word about
 * another.
 */
final class ProfileReading {

  private static final Logger LOG = LoggerFactory.getLogger(ProfileReading.class);

  private static final String DEFAULT = "DEFAULT";

  private static final Arguments NO_ARGUMENTS = new Arguments(Map.of(), List.of());

  private static final String DEFAULT_ADVICE =
      "Set DATABRICKS_HOST and DATABRICKS_TOKEN, or write a profile into ~/.databrickscfg;"
          + " 'lakegate demo' needs neither.";

  private final GatewayConfig config;
  private final ProfilesConfig wanted;
  private final ProfileConfigs configs;
  private final CredentialContext context;
  private final ProfileSettingsRules rules;
  private final SequencedMap<String, Profile> found = new LinkedHashMap<>();
  private final SequencedMap<String, Failure> failed = new LinkedHashMap<>();
  private final SequencedSet<String> names = new LinkedHashSet<>();
  private final boolean namesRead;
  private final Optional<Failure> defaultFailure;
  private final Optional<String> defaultName;

  /**
   * What keeps a profile from being served.
   *
   * @param what which profile, in words
   * @param cause the problems
   */
  record Failure(String what, ConfigException cause) {

    Problem problem() {
      return new Problem(what, what + ": " + cause.getMessage());
    }

    /** Without the configuration around it, so that the same mistake reads the same. */
    String reason() {
      return cause.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
    }
  }

  /** Reads every profile that is to be served. */
  ProfileReading(GatewayConfig config, ConfigResolver resolver, CredentialContext context) {
    this.config = config;
    this.wanted = config.profiles();
    this.configs = new ProfileConfigs(wanted, resolver);
    this.context = context;
    this.rules = new ProfileSettingsRules(config);
    Optional<ConfigException> unreadable = readNames();
    Optional<ResolvedConfig> choice = Optional.empty();
    Optional<Failure> failure = unreadable.map(cause -> new Failure("the profiles", cause));
    if (failure.isEmpty()) {
      try {
        choice = Optional.of(configs.sdksChoice());
      } catch (ConfigException e) {
        failure = Optional.of(new Failure("the default profile", e));
      }
    }
    this.namesRead = unreadable.isEmpty();
    this.defaultFailure = failure;
    this.defaultName = choice.map(this::readDefault);
    for (String name : names) {
      if (!found.containsKey(name) && !failed.containsKey(name)) {
        readNamed(name);
      }
    }
  }

  private Optional<ConfigException> readNames() {
    try {
      names.addAll(configs.names());
      return Optional.empty();
    } catch (ConfigException e) {
      names.addAll(configs.explicitNames());
      return Optional.of(e);
    }
  }

  /** The default profile; each profile is read under one name, and so fails once. */
  private String readDefault(ResolvedConfig chosen) {
    Optional<String> standIn = configs.standIn(chosen);
    if (standIn.isPresent()) {
      readNamed(standIn.get());
      return standIn.get();
    }
    String name = chosen.profile();
    String what = "the default profile" + (name.equals(DEFAULT) ? "" : " " + name);
    read(name, what, () -> credentials(chosen, DEFAULT_ADVICE));
    return name;
  }

  private void readNamed(String name) {
    read(
        name,
        "the profile " + name,
        () ->
            credentials(
                configs.named(name, NO_ARGUMENTS).orThrow(),
                ("Write what it needs into [%s] of ~/.databrickscfg, or under profiles.%s of the"
                        + " configuration file.")
                    .formatted(name, name)));
  }

  private void read(String name, String what, Supplier<Profile> step) {
    try {
      found.put(name, step.get());
    } catch (ConfigException e) {
      failed.put(name, new Failure(what, e));
    }
  }

  private Profile credentials(ResolvedConfig resolved, String advice) {
    int ignored = resolved.provenance().ignoredKeys().size();
    if (ignored > 0) {
      // Not which: a key that nobody knows may be half of a secret.
      LOG.debug("the profile {} has {} keys that are no attribute", resolved.profile(), ignored);
    }
    Selection selection = CredentialChain.standard().select(resolved, context);
    if (selection.source().isEmpty()) {
      String error = selection.obstacle().orElse("no credentials are configured");
      boolean nothing =
          selection.tried().stream()
              .map(Tried::outcome)
              .allMatch(
                  outcome ->
                      outcome == TriedOutcome.NOT_CONFIGURED || outcome == TriedOutcome.NOT_TRIED);
      throw new ConfigException(
          List.of(new Problem(resolved.profile(), nothing ? error + ". " + advice : error)));
    }
    return rules.profile(resolved, selection.source().get());
  }

  /** The profiles that can be served. */
  SequencedMap<String, Profile> found() {
    return found;
  }

  /** The profiles that cannot be served. */
  SequencedMap<String, Failure> failed() {
    return failed;
  }

  /**
   * Whether a name that is missing was taken away on purpose: a file that is not there, or empty,
   * is about to be written.
   */
  boolean tellsWhatIsGone() {
    return namesRead && !(wanted.allFromFile() && names.equals(configs.explicitNames()));
  }

  /** Why it cannot be told which profile is the default one. */
  Optional<Failure> defaultFailure() {
    return defaultFailure;
  }

  /** The default profile, where that can be told. */
  Optional<String> defaultName() {
    return defaultName;
  }

  /**
   * The profiles, all that somebody asked for among them.
   *
   * @throws ConfigException with every problem
   */
  Profiles orThrow() {
    if (!namesRead) {
      throw new ConfigException(List.of(defaultFailure.orElseThrow().problem()));
    }
    Set<String> explicit = explicit();
    List<Problem> problems = new ArrayList<>();
    defaultFailure.ifPresent(failure -> problems.add(failure.problem()));
    Map<String, String> unusable = new LinkedHashMap<>();
    failed.forEach(
        (name, failure) -> {
          if (explicit.contains(name)) {
            problems.add(failure.problem());
          } else {
            unusable.put(name, failure.reason());
          }
        });
    defaultName.filter(found::containsKey).ifPresent(_ -> checkReferences(problems));
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    return new Profiles(found, unusable, defaultName.orElseThrow());
  }

  /** Those that somebody asked for: they are served, or nothing is. */
  private Set<String> explicit() {
    Set<String> explicit = new LinkedHashSet<>(configs.explicitNames());
    defaultName.ifPresent(explicit::add);
    explicit.addAll(wanted.required());
    config.listeners().pinned().stream().map(PinnedListener::profile).forEach(explicit::add);
    return explicit;
  }

  private void checkReferences(List<Problem> problems) {
    config
        .listeners()
        .pinned()
        .forEach(pinned -> checkServed("listeners." + pinned.name(), pinned.profile(), problems));
    wanted.required().forEach(name -> checkServed("required-profiles", name, problems));
  }

  /** One that was to be served and cannot be has a problem of its own already. */
  private void checkServed(String where, String name, List<Problem> problems) {
    if (!found.containsKey(name) && !names.contains(name)) {
      problems.add(
          new Problem(
              where,
              ("%s: the profile '%s' is not served; served are %s."
                      + " Name it with --profile or under 'profiles'")
                  .formatted(where, name, String.join(", ", found.keySet()))));
    }
  }
}
