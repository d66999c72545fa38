package io.lakegate.sdk.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Every setting of the Databricks SDKs, with the places it may be written to. The order is the one
 * in which values are listed for people.
 *
 * <p>Source: the configuration tables of Databricks' Python, Go and Java SDKs; where their names
 * differ, each is accepted.
 */
public enum Attribute {
  /** The address of the workspace or account. */
  HOST(row("host").env("DATABRICKS_HOST")),
  /** The account's id. */
  ACCOUNT_ID(row("account_id").env("DATABRICKS_ACCOUNT_ID").type(AttributeType.SEGMENT)),
  /** The workspace's id, sent along with calls at workspace level. */
  WORKSPACE_ID(row("workspace_id").env("DATABRICKS_WORKSPACE_ID").type(AttributeType.FIELD)),
  /** The cloud, where the host name does not tell. */
  CLOUD(row("cloud").env("DATABRICKS_CLOUD").type(AttributeType.CLOUD)),
  /** The full address of the OAuth server's metadata document. */
  DISCOVERY_URL(row("discovery_url").env("DATABRICKS_DISCOVERY_URL").type(AttributeType.URL)),
  /** A personal access token. */
  TOKEN(row("token").env("DATABRICKS_TOKEN").secret().group("pat")),
  /** A user's name. */
  USERNAME(row("username").env("DATABRICKS_USERNAME").group("basic")),
  /** A user's password. */
  PASSWORD(row("password").env("DATABRICKS_PASSWORD").secret().group("basic")),
  /** An OAuth client, normally a service principal. */
  CLIENT_ID(row("client_id").env("DATABRICKS_CLIENT_ID").group("oauth")),
  /** The OAuth client's secret. */
  CLIENT_SECRET(row("client_secret").env("DATABRICKS_CLIENT_SECRET").secret().group("oauth")),
  /** The OAuth scopes asked for. */
  SCOPES(row("scopes").type(AttributeType.LIST)),
  /** Fine-grained permissions asked for, as JSON. */
  AUTHORIZATION_DETAILS(row("authorization_details")),
  /** Where a browser login returns to. */
  REDIRECT_URL(
      row("redirect_url").env("DATABRICKS_REDIRECT_URL").type(AttributeType.URL).group("oauth")),
  /** The port a browser login returns to. */
  OAUTH_CALLBACK_PORT(
      row("oauth_callback_port").env("DATABRICKS_OAUTH_CALLBACK_PORT").type(AttributeType.INTEGER)),
  /** How long a browser login may take, in seconds. */
  OAUTH_BROWSER_AUTH_TIMEOUT(
      row("oauth_browser_auth_timeout")
          .env("DATABRICKS_OAUTH_BROWSER_AUTH_TIMEOUT")
          .type(AttributeType.NUMBER)),
  /** Whether a login should not ask for a refresh token. */
  DISABLE_OAUTH_REFRESH_TOKEN(
      row("disable_oauth_refresh_token")
          .env("DATABRICKS_DISABLE_OAUTH_REFRESH_TOKEN")
          .type(AttributeType.BOOLEAN)),
  /** Whether tokens are renewed only when they have ended. */
  DISABLE_ASYNC_TOKEN_REFRESH(
      row("disable_async_token_refresh")
          .env("DATABRICKS_DISABLE_ASYNC_TOKEN_REFRESH")
          .type(AttributeType.BOOLEAN)),
  /** The audience asked of a source of identity tokens. */
  TOKEN_AUDIENCE(
      row("token_audience").env("DATABRICKS_TOKEN_AUDIENCE", "TOKEN_AUDIENCE").alias("audience")),
  /** The name of the variable that holds an identity token. */
  OIDC_TOKEN_ENV(row("oidc_token_env").env("DATABRICKS_OIDC_TOKEN_ENV").group("env-oidc")),
  /** The file that holds an identity token. */
  OIDC_TOKEN_FILEPATH(
      row("oidc_token_filepath")
          .env("DATABRICKS_OIDC_TOKEN_FILEPATH", "DATABRICKS_OIDC_TOKEN_FILE")
          .alias("databricks_id_token_filepath", "oidc_token_file")
          .group("file-oidc")),
  /** Where GitHub Actions hands out identity tokens. */
  ACTIONS_ID_TOKEN_REQUEST_URL(
      row("actions_id_token_request_url").env("ACTIONS_ID_TOKEN_REQUEST_URL")),
  /** The secret for {@link #ACTIONS_ID_TOKEN_REQUEST_URL}; masked here, though not by the SDKs. */
  ACTIONS_ID_TOKEN_REQUEST_TOKEN(
      row("actions_id_token_request_token").env("ACTIONS_ID_TOKEN_REQUEST_TOKEN").secret()),
  /** The section of the profile file to read. */
  PROFILE(row("profile").env("DATABRICKS_CONFIG_PROFILE")),
  /** The profile file. */
  CONFIG_FILE(row("config_file").env("DATABRICKS_CONFIG_FILE")),
  /** The authentication type; only this one is tried. */
  AUTH_TYPE(row("auth_type").env("DATABRICKS_AUTH_TYPE")),
  /** The Google service account to impersonate. */
  GOOGLE_SERVICE_ACCOUNT(
      row("google_service_account").env("DATABRICKS_GOOGLE_SERVICE_ACCOUNT").group("google")),
  /** A Google service account key, or the file that holds it. */
  GOOGLE_CREDENTIALS(row("google_credentials").env("GOOGLE_CREDENTIALS").secret().group("google")),
  /** The Azure resource id of the workspace. */
  AZURE_WORKSPACE_RESOURCE_ID(
      row("azure_workspace_resource_id")
          .env("DATABRICKS_AZURE_RESOURCE_ID")
          .alias("azure_resource_id")
          .group("azure")),
  /** Whether the machine's managed identity is used. */
  AZURE_USE_MSI(row("azure_use_msi").env("ARM_USE_MSI").type(AttributeType.BOOLEAN).group("azure")),
  /** The secret of an Entra application. */
  AZURE_CLIENT_SECRET(row("azure_client_secret").env("ARM_CLIENT_SECRET").secret().group("azure")),
  /** An Entra application. */
  AZURE_CLIENT_ID(row("azure_client_id").env("ARM_CLIENT_ID").group("azure")),
  /** The Entra tenant. */
  AZURE_TENANT_ID(row("azure_tenant_id").env("ARM_TENANT_ID").group("azure")),
  /** Which of the Azure clouds. */
  AZURE_ENVIRONMENT(
      row("azure_environment").env("ARM_ENVIRONMENT").type(AttributeType.AZURE_ENVIRONMENT)),
  /** Without effect since long; it still counts as Azure for the conflict check, as in Go. */
  AZURE_LOGIN_APP_ID(row("azure_login_app_id").env("DATABRICKS_AZURE_LOGIN_APP_ID").group("azure")),
  /** The Databricks command line program. */
  DATABRICKS_CLI_PATH(row("databricks_cli_path").env("DATABRICKS_CLI_PATH")),
  /** The cluster on which remote helpers run. */
  CLUSTER_ID(row("cluster_id").env("DATABRICKS_CLUSTER_ID")),
  /** The SQL warehouse. */
  WAREHOUSE_ID(row("warehouse_id").env("DATABRICKS_WAREHOUSE_ID")),
  /** The serverless compute. */
  SERVERLESS_COMPUTE_ID(row("serverless_compute_id").env("DATABRICKS_SERVERLESS_COMPUTE_ID")),
  /** Another local token broker; whoever knows the address has the tokens, so it is masked. */
  METADATA_SERVICE_URL(
      row("metadata_service_url")
          .env("DATABRICKS_METADATA_SERVICE_URL")
          .secret()
          .group("metadata-service")),
  /** Whether certificates go unchecked. */
  SKIP_VERIFY(row("skip_verify").type(AttributeType.BOOLEAN)),
  /** How long an origin may be silent, in seconds. */
  HTTP_TIMEOUT_SECONDS(row("http_timeout_seconds").type(AttributeType.SECONDS)),
  /** How long one call may be retried, in seconds; negative for ever. */
  RETRY_TIMEOUT_SECONDS(row("retry_timeout_seconds").type(AttributeType.ENDLESS_SECONDS)),
  /** Whether calls are never retried. */
  DISABLE_RETRIES(
      row("disable_retries").env("DATABRICKS_DISABLE_RETRIES").type(AttributeType.BOOLEAN)),
  /** How many bytes of a text a log shows. */
  DEBUG_TRUNCATE_BYTES(
      row("debug_truncate_bytes")
          .env("DATABRICKS_DEBUG_TRUNCATE_BYTES")
          .type(AttributeType.INTEGER)),
  /** Whether a log shows headers. */
  DEBUG_HEADERS(row("debug_headers").env("DATABRICKS_DEBUG_HEADERS").type(AttributeType.BOOLEAN)),
  /** How many calls a second. */
  RATE_LIMIT(row("rate_limit").env("DATABRICKS_RATE_LIMIT").type(AttributeType.RATE)),
  /** How many connection pools; accepted and without effect here. */
  MAX_CONNECTION_POOLS(row("max_connection_pools").type(AttributeType.INTEGER)),
  /** How many connections in one pool; accepted and without effect here. */
  MAX_CONNECTIONS_PER_POOL(row("max_connections_per_pool").type(AttributeType.INTEGER)),
  /** Whether the SDK moves files without presigned addresses. */
  DISABLE_EXPERIMENTAL_FILES_API_CLIENT(
      row("disable_experimental_files_api_client")
          .env("DATABRICKS_DISABLE_EXPERIMENTAL_FILES_API_CLIENT")
          .type(AttributeType.BOOLEAN));

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts and unmodifiable lists
  private final Row row;

  Attribute(Row row) {
    this.row = row;
  }

  /** Finds the attribute with this name or alias. */
  public static Optional<Attribute> named(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    for (Attribute attribute : values()) {
      if (attribute.keys().contains(key)) {
        return Optional.of(attribute);
      }
    }
    return Optional.empty();
  }

  /** Returns the name, which is also the key in a profile file. */
  public String key() {
    return row.key;
  }

  /** Returns the other keys that a profile file may use, the first of them winning. */
  public List<String> aliases() {
    return row.aliases;
  }

  /** Returns the environment variables, the first of them that is set winning. */
  public List<String> environmentNames() {
    return row.environment;
  }

  /** Returns how its text is read. */
  public AttributeType type() {
    return row.type;
  }

  /** Returns whether its value is masked wherever it is shown. */
  public boolean sensitive() {
    return row.sensitive;
  }

  /** Returns the authorization method it belongs to; only one may be configured. */
  public Optional<String> group() {
    return row.group.isEmpty() ? Optional.empty() : Optional.of(row.group);
  }

  /** Returns every key that a profile file may use, the winning one first. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    keys.add(row.key);
    keys.addAll(row.aliases);
    return keys;
  }

  private static Row row(String key) {
    return new Row(key, List.of(), List.of(), AttributeType.TEXT, false, "");
  }

  private record Row(
      String key,
      List<String> environment,
      List<String> aliases,
      AttributeType type,
      boolean sensitive,
      String group) {

    Row env(String... names) {
      return new Row(key, List.of(names), aliases, type, sensitive, group);
    }

    Row alias(String... names) {
      return new Row(key, environment, List.of(names), type, sensitive, group);
    }

    Row type(AttributeType other) {
      return new Row(key, environment, aliases, other, sensitive, group);
    }

    Row secret() {
      return new Row(key, environment, aliases, type, true, group);
    }

    Row group(String name) {
      return new Row(key, environment, aliases, type, sensitive, name);
    }
  }
}
