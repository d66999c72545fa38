package io.lakegate.sdk.config;

import io.lakegate.sdk.spelling.Printable;
import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/**
 * The settings of one profile after all sources were read. Its text form masks secrets.
 *
 * @param profile the name of the profile
 * @param values every attribute that is set
 * @param provenance what is to be told of the sources
 * @param toldKind what the host serves, as it told itself
 * @param command the program of the profile that prints its tokens, with its arguments; empty if it
 *     has none. Arguments may be secret
 */
public record ResolvedConfig(
    String profile,
    Map<Attribute, ResolvedValue> values,
    Provenance provenance,
    Optional<HostKind> toldKind,
    List<String> command) {

  private static final String MASK = "***";

  /** Copies the values into the attributes' order. */
  public ResolvedConfig {
    Objects.requireNonNull(profile, "profile");
    EnumMap<Attribute, ResolvedValue> ordered = new EnumMap<>(Attribute.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(toldKind, "toldKind");
    command = List.copyOf(command);
  }

  /** Makes a configuration to which the environment contributed nothing. */
  public ResolvedConfig(String profile, Map<Attribute, ResolvedValue> values) {
    this(profile, values, Provenance.NONE, Optional.empty(), List.of());
  }

  /** Returns the same with a program that prints the tokens. */
  public ResolvedConfig withCommand(List<String> words) {
    return new ResolvedConfig(profile, values, provenance, toldKind, words);
  }

  /**
   * Returns this configuration with a host, where none is configured.
   *
   * @param source who told it
   */
  public ResolvedConfig withHost(URI host, String source) {
    Map<Attribute, ResolvedValue> more = new EnumMap<>(Attribute.class);
    more.putAll(values);
    more.putIfAbsent(Attribute.HOST, new ResolvedValue(host.toString(), source));
    return new ResolvedConfig(profile, more, provenance, toldKind, command);
  }

  /** Returns the value of an attribute, if it is set. */
  public Optional<String> value(Attribute attribute) {
    return Optional.ofNullable(values.get(attribute)).map(ResolvedValue::value);
  }

  /** Returns whether a boolean attribute is true. */
  public boolean flag(Attribute attribute) {
    return value(attribute).filter("true"::equals).isPresent();
  }

  /** Returns the address of the origin: scheme, host and port only. */
  public Optional<URI> host() {
    return value(Attribute.HOST).map(URI::create);
  }

  /** Returns what the host serves: as it told itself, else as far as its address tells. */
  public HostKind hostKind() {
    return toldKind
        .or(() -> value(Attribute.HOST).map(HostKind::ofAddress))
        .orElse(HostKind.WORKSPACE);
  }

  /** Returns the scopes to ask for: those configured, sorted, else {@code all-apis}. */
  public List<String> scopes() {
    return value(Attribute.SCOPES)
        .filter(text -> !text.isEmpty())
        .map(text -> List.of(text.split(",")))
        .orElse(List.of("all-apis"));
  }

  /** Returns the cloud: as configured, else as the host's name tells. */
  public Cloud cloud() {
    return value(Attribute.CLOUD).map(Cloud::valueOf).orElse(byHost().cloud());
  }

  /** Returns whether this is Azure: a resource id says so, else the cloud. */
  public boolean isAzure() {
    return values.containsKey(Attribute.AZURE_WORKSPACE_RESOURCE_ID) || cloud() == Cloud.AZURE;
  }

  /**
   * Returns the deployment of Databricks that the host belongs to. A host on Azure under a name
   * that does not tell, such as one of a private link, belongs to the configured Azure cloud.
   */
  public DatabricksEnvironment databricksEnvironment() {
    DatabricksEnvironment byHost = byHost();
    return isAzure() && byHost.azure().isEmpty()
        ? DatabricksEnvironment.ofAzure(configuredAzureEnvironment())
        : byHost;
  }

  /** Returns which of the Azure clouds: that of the host, else as configured, else the public. */
  public AzureEnvironment azureEnvironment() {
    return byHost().azure().orElse(configuredAzureEnvironment());
  }

  /** Returns the authorization methods of which something is configured, in alphabetical order. */
  public Set<String> methods() {
    return methods(values);
  }

  static Set<String> methods(Map<Attribute, ResolvedValue> values) {
    Set<String> methods = new TreeSet<>();
    values.forEach(
        (attribute, value) -> {
          if (!isFalse(attribute, value)) {
            attribute.group().ifPresent(methods::add);
          }
        });
    return methods;
  }

  /**
   * Describes the configuration in the form that the SDKs append to their errors: {@code Config:
   * host=https://x, token=***. Env: DATABRICKS_TOKEN}. Empty if nothing is set.
   */
  public String describe() {
    StringJoiner parts = new StringJoiner(". ");
    StringJoiner pairs = new StringJoiner(", ");
    values.forEach(
        (attribute, value) -> {
          if (!isFalse(attribute, value)) {
            pairs.add(pair(attribute));
          }
        });
    if (pairs.length() > 0) {
      parts.add("Config: " + pairs);
    }
    if (!provenance.environment().isEmpty()) {
      parts.add("Env: " + String.join(", ", provenance.environment()));
    }
    return parts.toString();
  }

  /** Returns the value of an attribute as it may be shown to people; empty if it is not set. */
  public String shown(Attribute attribute) {
    return value(attribute).map(text -> attribute.sensitive() ? MASK : text).orElse("");
  }

  @Override
  public String toString() {
    return "ResolvedConfig[" + profile + ": " + describe() + "]";
  }

  /** A switch that is off counts as not set, as in the SDKs. */
  private static boolean isFalse(Attribute attribute, ResolvedValue value) {
    return attribute.type() == AttributeType.BOOLEAN && value.value().equals("false");
  }

  private DatabricksEnvironment byHost() {
    return host()
        .map(uri -> DatabricksEnvironment.ofHost(HostPort.of(uri).host()))
        .orElse(DatabricksEnvironment.AWS_PRODUCTION);
  }

  private AzureEnvironment configuredAzureEnvironment() {
    return value(Attribute.AZURE_ENVIRONMENT)
        .map(AzureEnvironment::valueOf)
        .orElse(AzureEnvironment.PUBLIC);
  }

  private String pair(Attribute attribute) {
    return attribute.key() + "=" + Printable.text(shown(attribute));
  }
}
