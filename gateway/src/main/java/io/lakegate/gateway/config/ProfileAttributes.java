package io.lakegate.gateway.config;

import java.util.Set;
import java.util.TreeSet;

/**
 * The Databricks attributes a profile may hold, by their names in the SDKs' configuration files
 * (attribute tables of the Python, Go and Java SDKs).
 */
final class ProfileAttributes {

  /** Values that are shown as {@code ***}. A metadata-service URL holds a capability. */
  private static final Set<String> SECRET =
      Set.of(
          "actions_id_token_request_token",
          "azure_client_secret",
          "client_secret",
          "google_credentials",
          "metadata_service_url",
          "password",
          "token");

  private static final Set<String> OPEN =
      Set.of(
          "account_id",
          "actions_id_token_request_url",
          "auth_type",
          "authorization_details",
          "azure_client_id",
          "azure_environment",
          "azure_login_app_id",
          "azure_tenant_id",
          "azure_use_msi",
          "azure_workspace_resource_id",
          "client_id",
          "cloud",
          "cluster_id",
          "databricks_cli_path",
          "debug_headers",
          "debug_truncate_bytes",
          "disable_async_token_refresh",
          "disable_oauth_refresh_token",
          "disable_retries",
          "discovery_url",
          "google_service_account",
          "host",
          "http_timeout_seconds",
          "oauth_browser_auth_timeout",
          "oauth_callback_port",
          "oidc_token_env",
          "oidc_token_filepath",
          "rate_limit",
          "redirect_url",
          "retry_timeout_seconds",
          "scopes",
          "serverless_compute_id",
          "skip_verify",
          "token_audience",
          "username",
          "warehouse_id",
          "workspace_id");

  private ProfileAttributes() {}

  static boolean isKnown(String name) {
    return OPEN.contains(name) || SECRET.contains(name);
  }

  static boolean isSecret(String name) {
    return SECRET.contains(name);
  }

  static Set<String> names() {
    var names = new TreeSet<>(OPEN);
    names.addAll(SECRET);
    return names;
  }
}
