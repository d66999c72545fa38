package io.lakegate.gateway.profiles;

import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.gateway.config.ProfilesConfig;
import io.lakegate.sdk.config.Arguments;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.CredentialChain;
import io.lakegate.sdk.credential.CredentialContext;
import io.lakegate.sdk.credential.Refusal;
import io.lakegate.sdk.credential.Selection;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.ConfigException.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The served profiles, the default one first.
 *
 * @param all every served profile, by name
 * @param defaultProfile the one that a request gets which names none
 */
public record Profiles(SequencedMap<String, Profile> all, Profile defaultProfile) {

  /**
   * Resolves every profile that is to be served.
   *
   * <p>The default one is the SDKs' own choice, resolved as they do from the environment and the
   * file; where they would find nothing at all, it is the first that was named. Every other profile
   * is resolved from the file and our own configuration alone: what stands in the environment
   * belongs to one identity and must not leak into another.
   *
   * @throws ConfigException with every problem of every profile
   */
  public static Profiles resolve(
      GatewayConfig config, ConfigResolver resolver, CredentialContext context) {
    return new Resolution(config, resolver, context).run();
  }

  /**
   * Takes over the credentials of profiles that were resolved anew. What else has changed needs a
   * new start.
   *
   * @throws ConfigException if anything but credentials has changed; then nothing is taken over
   */
  public void renewFrom(Profiles other) {
    List<Problem> problems = new ArrayList<>();
    if (!all.keySet().equals(other.all.keySet())) {
      problems.add(
          new Problem(
              "profiles",
              "the served profiles were %s and would be %s, which needs a new start"
                  .formatted(
                      String.join(", ", all.keySet()), String.join(", ", other.all.keySet()))));
    }
    all.forEach(
        (name, profile) -> {
          Profile fresh = other.all.get(name);
          if (fresh != null && !profile.differsInCredentialsOnly(fresh)) {
            problems.add(
                new Problem(
                    name,
                    "the profile '%s' has another host, id, auth type or limit, which needs a new start"
                        .formatted(name)));
          }
        });
    if (!problems.isEmpty()) {
      throw new ConfigException(problems);
    }
    all.forEach((name, profile) -> profile.renewFrom(other.all.getOrDefault(name, profile)));
  }

  /** One run of {@link #resolve}. */
  private static final class Resolution {

    private static final Logger LOG = LoggerFactory.getLogger(Profiles.class);

    private static final String DEFAULT = "DEFAULT";

    private static final Arguments NO_ARGUMENTS = new Arguments(Map.of(), List.of());

    private final GatewayConfig config;
    private final ProfilesConfig wanted;
    private final ProfileConfigs configs;
    private final CredentialContext context;
    private final ProfileSettingsRules rules;
    private final SequencedSet<String> names;
    private final List<Problem> problems = new ArrayList<>();
    private final SequencedMap<String, Profile> found = new LinkedHashMap<>();
    private final Set<String> tried = new HashSet<>();

    Resolution(GatewayConfig config, ConfigResolver resolver, CredentialContext context) {
      this.config = config;
      this.wanted = config.profiles();
      this.configs = new ProfileConfigs(wanted, resolver);
      this.context = context;
      this.rules = new ProfileSettingsRules(config);
      this.names = configs.names();
    }

    Profiles run() {
      Optional<Profile> first = first();
      for (String name : names) {
        if (!tried.contains(name)) {
          var _ = named(name);
        }
      }
      if (first.isPresent()) {
        checkReferences();
      }
      if (first.isEmpty() || !problems.isEmpty()) {
        throw new ConfigException(problems);
      }
      return new Profiles(found, first.get());
    }

    /** The default profile; each profile is tried under one name, and so fails once. */
    private Optional<Profile> first() {
      Optional<ResolvedConfig> chosen = attempt("the default profile", configs::sdksChoice);
      return chosen.flatMap(
          choice -> configs.standIn(choice).map(this::named).orElseGet(() -> own(choice)));
    }

    private Optional<Profile> own(ResolvedConfig chosen) {
      String name = chosen.profile();
      String what = "the default profile" + (name.equals(DEFAULT) ? "" : " " + name);
      return kept(name, attempt(what, () -> credentials(chosen)));
    }

    private Optional<Profile> named(String name) {
      return kept(name, attempt("the profile " + name, () -> resolveNamed(name)));
    }

    private Optional<Profile> kept(String name, Optional<Profile> profile) {
      tried.add(name);
      profile.ifPresent(served -> found.put(name, served));
      return profile;
    }

    private Profile resolveNamed(String name) {
      return credentials(configs.named(name, NO_ARGUMENTS).orThrow());
    }

    private Profile credentials(ResolvedConfig resolved) {
      int ignored = resolved.provenance().ignoredKeys().size();
      if (ignored > 0) {
        // Not which: a key that nobody knows may be half of a secret.
        LOG.debug("the profile {} has {} keys that are no attribute", resolved.profile(), ignored);
      }
      Selection selection = CredentialChain.standard().select(resolved, context);
      if (selection.source().isEmpty()) {
        String error = selection.briefObstacle().orElse("no credentials are configured");
        List<String> list = selection.refusal().map(Refusal::tried).orElse(List.of());
        throw new ConfigException(List.of(new Problem(resolved.profile(), error, list)));
      }
      return rules.profile(resolved, selection.source().get());
    }

    private void checkReferences() {
      config
          .listeners()
          .pinned()
          .forEach(pinned -> checkServed("listeners." + pinned.name(), pinned.profile()));
      wanted.required().forEach(name -> checkServed("required-profiles", name));
    }

    /** One that was to be served and cannot be has a problem of its own already. */
    private void checkServed(String where, String name) {
      if (!found.containsKey(name) && !names.contains(name)) {
        problems.add(
            new Problem(
                where,
                ("%s: the profile '%s' is not served; served are %s."
                        + " Name it with --profile or under 'profiles'")
                    .formatted(where, name, String.join(", ", found.keySet()))));
      }
    }

    private <T> Optional<T> attempt(String what, Supplier<T> step) {
      try {
        return Optional.of(step.get());
      } catch (ConfigException e) {
        problems.add(e.under(what));
        return Optional.empty();
      }
    }
  }
}
