package io.lakegate.sandbox.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Api;
import io.lakegate.sandbox.http.Call;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The discovery documents and the token endpoint, for the workspace and for its account. */
public final class AuthApi implements Api {
  private static final String DEFAULT_SCOPE = "all-apis";

  /** One or more scope tokens with single spaces (RFC 6749 3.3). */
  private static final Pattern SCOPE =
      Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+( [\\x21\\x23-\\x5B\\x5D-\\x7E]+)*");

  private final Host host;
  private final ClientCredentials client;
  private final Tokens tokens;

  /**
   * Creates the API for one client.
   *
   * @param host what the discovery documents say
   * @param clientId the client that may ask for tokens
   * @param clientSecret its secret
   * @param tokens the register of issued tokens
   */
  public AuthApi(Host host, String clientId, String clientSecret, Tokens tokens) {
    this.host = host;
    this.client = new ClientCredentials(clientId, clientSecret);
    this.tokens = tokens;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/.well-known/databricks-config", (call, body) -> hostMetadata())
        .get("/oidc/.well-known/oauth-authorization-server", (call, body) -> metadata("/oidc"))
        .get(
            "/oidc/accounts/{account_id}/.well-known/oauth-authorization-server",
            (call, body) -> metadata("/oidc/accounts/" + call.pathValue("account_id")))
        .stream(HttpMethod.POST, "/oidc/v1/token", this::token)
        .stream(HttpMethod.POST, "/oidc/accounts/{account_id}/v1/token", this::token);
  }

  private ObjectNode hostMetadata() {
    return Json.object()
        .put("oidc_endpoint", host.url() + "/oidc")
        .put("account_id", host.accountId())
        .put("workspace_id", Long.toString(host.workspaceId()))
        .put("cloud", "AWS")
        .put("host_type", "workspace");
  }

  private JsonNode metadata(String path) {
    String issuer = host.url() + path;
    ObjectNode document =
        Json.object()
            .put("issuer", issuer)
            .put("authorization_endpoint", issuer + "/v1/authorize")
            .put("token_endpoint", issuer + "/v1/token");
    document.putArray("scopes_supported").add(DEFAULT_SCOPE);
    document.putArray("response_types_supported").add("code");
    document.putArray("grant_types_supported").add("client_credentials");
    document
        .putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_basic")
        .add("client_secret_post");
    return document;
  }

  private Future<Void> token(Call call) {
    return call.body()
        .compose(
            body -> {
              ObjectNode granted = grant(call, formOf(call, body));
              OAuthProblem.NO_STORE.forEach(call.answer()::header);
              return call.answer().json(200, granted);
            });
  }

  private ObjectNode grant(Call call, Form form) {
    String grantType =
        form.value("grant_type")
            .orElseThrow(() -> OAuthProblem.invalidRequest("grant_type is missing"));
    authenticate(call, form);
    if (!grantType.equals("client_credentials")) {
      throw OAuthProblem.badRequest(
          "unsupported_grant_type", "Only client_credentials is supported");
    }
    String scope = form.value("scope").orElse(DEFAULT_SCOPE);
    if (!SCOPE.matcher(scope).matches()) {
      throw OAuthProblem.badRequest("invalid_scope", "The scope is malformed");
    }
    return Json.object()
        .put("access_token", tokens.issue(client.id()))
        .put("token_type", "Bearer")
        .put("expires_in", tokens.lifetime().toSeconds())
        .put("scope", scope);
  }

  private void authenticate(Call call, Form form) {
    Optional<String> header = call.header("Authorization");
    Optional<ClientCredentials> given =
        header.isPresent()
            ? ClientCredentials.fromBasic(header.get())
            : ClientCredentials.fromForm(form);
    if (given.filter(sent -> sent.matches(client.id(), client.secret())).isEmpty()) {
      throw OAuthProblem.invalidClient();
    }
  }

  private static Form formOf(Call call, Buffer body) {
    if (call.header("Content-Type").filter(type -> type.startsWith(Form.CONTENT_TYPE)).isEmpty()) {
      throw OAuthProblem.invalidRequest("Expected Content-Type " + Form.CONTENT_TYPE);
    }
    return Form.read(body);
  }

  /**
   * What a workspace says of itself before anyone has authenticated.
   *
   * @param url the workspace's URL, without a trailing slash
   * @param workspaceId its id
   * @param accountId its account's id
   */
  public record Host(URI url, long workspaceId, String accountId) {}
}
