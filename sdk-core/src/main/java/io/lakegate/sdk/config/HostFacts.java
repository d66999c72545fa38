package io.lakegate.sdk.config;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a host tells of itself at {@code /.well-known/databricks-config}. It fills only what is not
 * configured.
 *
 * <p>Source: the host metadata of Databricks' SDKs.
 *
 * @param oidcEndpoint the root of the OAuth server, which may hold {@code {account_id}}
 * @param accountId the account
 * @param workspaceId the workspace
 * @param cloud the cloud, if it is one that is known
 * @param kind what the host serves
 * @param audiences the audiences of identity tokens, the usual one first
 */
public record HostFacts(
    Optional<String> oidcEndpoint,
    Optional<String> accountId,
    Optional<String> workspaceId,
    Optional<Cloud> cloud,
    Optional<HostKind> kind,
    List<String> audiences) {

  /** The source of the values that come from here. */
  public static final String SOURCE = "host metadata";

  private static final String ACCOUNT = "{account_id}";
  private static final String DOCUMENT = "/.well-known/oauth-authorization-server";

  /** Copies the audiences. */
  public HostFacts {
    Objects.requireNonNull(oidcEndpoint, "oidcEndpoint");
    Objects.requireNonNull(accountId, "accountId");
    Objects.requireNonNull(workspaceId, "workspaceId");
    Objects.requireNonNull(cloud, "cloud");
    Objects.requireNonNull(kind, "kind");
    audiences = List.copyOf(audiences);
  }

  /** Returns the configuration with what it left open filled in. */
  public ResolvedConfig fill(ResolvedConfig config) {
    Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
    values.putAll(config.values());
    accountId.ifPresent(id -> offer(values, Attribute.ACCOUNT_ID, id));
    workspaceId.ifPresent(id -> offer(values, Attribute.WORKSPACE_ID, id));
    cloud.ifPresent(one -> offer(values, Attribute.CLOUD, one.name()));
    Optional<String> account =
        Optional.ofNullable(values.get(Attribute.ACCOUNT_ID)).map(ResolvedValue::value);
    audience(account).ifPresent(text -> offer(values, Attribute.TOKEN_AUDIENCE, text));
    discoveryUrl(account).ifPresent(url -> offer(values, Attribute.DISCOVERY_URL, url.toString()));
    return new ResolvedConfig(
        config.profile(), values, config.provenance(), kind, config.command());
  }

  /**
   * Returns where the OAuth server is described; empty if the host does not tell, if what it tells
   * is no address, or if it needs an account that is not known.
   */
  public Optional<URI> discoveryUrl(Optional<String> account) {
    return oidcEndpoint
        .map(root -> account.map(id -> root.replace(ACCOUNT, id)).orElse(root))
        .filter(root -> !root.contains(ACCOUNT))
        .map(root -> root.endsWith("/") ? root.substring(0, root.length() - 1) : root)
        .flatMap(root -> AttributeType.URL.canonical(root + DOCUMENT))
        .map(URI::create);
  }

  private Optional<String> audience(Optional<String> account) {
    return audiences.stream()
        .findFirst()
        .or(() -> workspaceId.isEmpty() ? account : Optional.empty());
  }

  private static void offer(Map<Attribute, ResolvedValue> values, Attribute key, String value) {
    if (!value.isEmpty()) {
      values.putIfAbsent(key, new ResolvedValue(value, SOURCE));
    }
  }
}
