package io.lakegate.sdk.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration from all its sources, as the Databricks SDKs do: an argument beats the
 * environment, which beats the profile file, which only fills what is still open.
 *
 * <p>Threading: has no state of its own; each call reads the environment and the file anew.
 */
public final class ConfigResolver {

  private final Function<String, @Nullable String> environment;
  private final ProfileReader profiles;

  /**
   * Creates the resolver.
   *
   * @param environment the variables of the process, null where unset; {@code HOME} (else {@code
   *     USERPROFILE}) is what a leading {@code ~} of the profile file means
   * @param files reads profile files
   */
  public ConfigResolver(Function<String, @Nullable String> environment, TextFiles files) {
    this.environment = Objects.requireNonNull(environment, "environment");
    this.profiles = new ProfileReader(this::variable, files);
  }

  /**
   * Resolves the default profile. The profile file is left alone if a host or a credential is known
   * without it and no profile is asked for by name.
   *
   * @param arguments the values that were given explicitly; empty ones count as not given
   * @throws io.lakegate.sdk.error.ConfigException naming every problem
   */
  public ResolvedConfig resolve(Map<Attribute, String> arguments) {
    return explain(arguments).orThrow();
  }

  /** Does what {@link #resolve} does, and gives what was understood beside what is wrong. */
  public Resolution explain(Map<Attribute, String> arguments) {
    ConfigDraft draft = ConfigDraft.shared(environmentNames());
    ordered(arguments).forEach((key, text) -> draft.offer(key, text, ResolvedValue.ARGUMENT));
    for (Attribute attribute : Attribute.values()) {
      offerVariables(draft, attribute);
    }
    boolean named = draft.value(Attribute.PROFILE).isPresent();
    if (named || !draft.hasHostOrCredentials()) {
      profiles.offerSelected(draft);
    } else {
      profiles.hintLeftAlone(draft);
    }
    return draft.finish(draft.value(Attribute.PROFILE).orElse(ProfileFile.DEFAULT));
  }

  /**
   * Resolves a profile without the environment, so that what is meant for the default profile never
   * leaks into another one: its own values, then the section of the profile file that its own
   * {@code profile} names, else the one with the profile's name. Only the place of the file is
   * taken from the environment, and the place where GitHub's runner hands out identity tokens,
   * which belongs to the machine.
   *
   * @param profile the name of the profile
   * @param own its own values, possibly none
   * @throws io.lakegate.sdk.error.ConfigException naming every problem, a profile that is nowhere
   *     among them
   */
  public ResolvedConfig resolveIsolated(String profile, Map<Attribute, String> own) {
    String source = "profiles." + profile + " of the gateway's configuration";
    return explainIsolated(profile, List.of(new Layer(own, source))).orThrow();
  }

  /**
   * Does what {@link #resolveIsolated} does, and gives what was understood beside what is wrong.
   *
   * @param layers the profile's own values, the strongest first
   */
  public Resolution explainIsolated(String profile, List<Layer> layers) {
    ConfigDraft draft = ConfigDraft.isolated();
    for (Layer layer : layers) {
      ordered(layer.values()).forEach((key, text) -> draft.offer(key, text, layer.source()));
    }
    Optional<String> named = draft.value(Attribute.PROFILE);
    boolean mustExist = named.isPresent() || draft.hasNoSettings();
    profiles.offerSection(draft, named.orElse(profile), mustExist);
    offerVariables(draft, Attribute.ACTIONS_ID_TOKEN_REQUEST_URL);
    offerVariables(draft, Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
    return draft.finish(profile);
  }

  /**
   * Returns the names of the profiles in the profile file, in its order; none if there is no file.
   *
   * @throws io.lakegate.sdk.error.ConfigException if the file cannot be read
   */
  public List<String> profileNames() {
    return profileNames(Map.of());
  }

  /**
   * Returns the names of the profiles in the profile file that the arguments name, in its order.
   *
   * @param arguments the values that were given explicitly
   * @throws io.lakegate.sdk.error.ConfigException if the file cannot be read
   */
  public List<String> profileNames(Map<Attribute, String> arguments) {
    ConfigDraft draft = ConfigDraft.isolated();
    draft.offer(
        Attribute.CONFIG_FILE,
        arguments.getOrDefault(Attribute.CONFIG_FILE, ""),
        ResolvedValue.ARGUMENT);
    List<String> names = profiles.names(draft);
    var _ = draft.finish(ProfileFile.DEFAULT).orThrow();
    return names;
  }

  private void offerVariables(ConfigDraft draft, Attribute attribute) {
    for (String name : attribute.environmentNames()) {
      variable(name)
          .ifPresent(text -> draft.offer(attribute, text, name + " environment variable"));
    }
  }

  private static Map<Attribute, String> ordered(Map<Attribute, String> values) {
    Map<Attribute, String> ordered = new EnumMap<>(Attribute.class);
    ordered.putAll(values);
    return ordered;
  }

  private List<String> environmentNames() {
    List<String> names = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      for (String name : attribute.environmentNames()) {
        if (variable(name).isPresent()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isEmpty());
  }

  /**
   * Values of one source.
   *
   * @param values the values; empty ones count as not given
   * @param source where they stand
   */
  public record Layer(Map<Attribute, String> values, String source) {

    /** Copies the values. */
    public Layer {
      values = Map.copyOf(values);
      Objects.requireNonNull(source, "source");
    }

    /** Shows the names only: values may be secrets. */
    @Override
    public String toString() {
      return "Layer[" + source + ": " + values.keySet() + "]";
    }
  }
}
