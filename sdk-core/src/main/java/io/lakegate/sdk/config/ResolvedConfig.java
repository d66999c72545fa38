package io.lakegate.sdk.config;

import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The settings of one profile after all sources were read. Its text form masks secrets.
 *
 * @param profile the name of the profile
 * @param values every attribute that is set
 * @param environment the names of the attributes' environment variables that are set, used or not
 * @param missingFile the profile file that was looked for and is not there
 */
public record ResolvedConfig(
    String profile,
    Map<Attribute, ResolvedValue> values,
    List<String> environment,
    Optional<String> missingFile) {

  private static final String MASK = "***";

  /** Copies the values into the attributes' order. */
  public ResolvedConfig {
    Objects.requireNonNull(profile, "profile");
    EnumMap<Attribute, ResolvedValue> ordered = new EnumMap<>(Attribute.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
    environment = List.copyOf(environment);
    Objects.requireNonNull(missingFile, "missingFile");
  }

  /** Makes a configuration to which the environment contributed nothing. */
  public ResolvedConfig(String profile, Map<Attribute, ResolvedValue> values) {
    this(profile, values, List.of(), Optional.empty());
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

  /** Returns what the host serves, as far as its address tells. */
  public HostKind hostKind() {
    return value(Attribute.HOST).map(HostKind::ofAddress).orElse(HostKind.WORKSPACE);
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
    return value(Attribute.CLOUD).map(Cloud::valueOf).orElse(databricksEnvironment().cloud());
  }

  /** Returns whether this is Azure: a resource id says so, else the cloud. */
  public boolean isAzure() {
    return values.containsKey(Attribute.AZURE_WORKSPACE_RESOURCE_ID) || cloud() == Cloud.AZURE;
  }

  /** Returns the deployment of Databricks that the host belongs to. */
  public DatabricksEnvironment databricksEnvironment() {
    Optional<DatabricksEnvironment> byHost =
        host().map(uri -> DatabricksEnvironment.ofHost(uri.getHost()));
    if (byHost.isPresent()) {
      return byHost.get();
    }
    return values.containsKey(Attribute.AZURE_WORKSPACE_RESOURCE_ID)
        ? DatabricksEnvironment.ofAzure(configuredAzureEnvironment())
        : DatabricksEnvironment.AWS_PRODUCTION;
  }

  /** Returns which of the Azure clouds: that of the host, else as configured, else the public. */
  public AzureEnvironment azureEnvironment() {
    return databricksEnvironment().azure().orElse(configuredAzureEnvironment());
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
          if (!ConfigDraft.isFalse(attribute, value)) {
            pairs.add(pair(attribute, value));
          }
        });
    if (pairs.length() > 0) {
      parts.add("Config: " + pairs);
    }
    if (!environment.isEmpty()) {
      parts.add("Env: " + String.join(", ", environment));
    }
    return parts.toString();
  }

  @Override
  public String toString() {
    return "ResolvedConfig[" + profile + ": " + describe() + "]";
  }

  private AzureEnvironment configuredAzureEnvironment() {
    return value(Attribute.AZURE_ENVIRONMENT)
        .map(AzureEnvironment::valueOf)
        .orElse(AzureEnvironment.PUBLIC);
  }

  private static String pair(Attribute attribute, ResolvedValue value) {
    return attribute.key() + "=" + (attribute.sensitive() ? MASK : value.value());
  }
}
