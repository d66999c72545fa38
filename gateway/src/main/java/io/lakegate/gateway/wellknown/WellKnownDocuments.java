package io.lakegate.gateway.wellknown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.exchange.Exchange;
import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.LocalEndpoint;
import io.lakegate.gateway.exchange.OriginProfile;
import io.lakegate.gateway.exchange.OriginResponse;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.RawQuery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Host metadata and the OAuth server document, with our own addresses: the origin's would send
 * OAuth clients around the gateway. The token endpoint that they name knows no clients.
 */
public final class WellKnownDocuments implements LocalEndpoint {

  private static final String HOST_METADATA = "/.well-known/databricks-config";
  private static final String OAUTH_SERVER = "/oidc/.well-known/oauth-authorization-server";
  private static final String TOKEN = "/oidc/v1/token";

  private static final ObjectMapper JSON_MAPPER = new ObjectMapper();
  private static final HeaderField JSON = new HeaderField("Content-Type", "application/json");
  private static final HeaderField NO_STORE = new HeaderField("Cache-Control", "no-store");

  @Override
  public boolean answers(String path) {
    return path.equals(HOST_METADATA) || path.equals(OAUTH_SERVER) || path.equals(TOKEN);
  }

  @Override
  public Future<OriginResponse> answer(Exchange exchange, OriginProfile profile, String target) {
    HttpMethod method = exchange.request().method();
    String path = RawQuery.pathOf(target);
    if (path.equals(TOKEN)) {
      requireMethod(method, path, HttpMethod.POST);
      return answer(401, noClients());
    }
    requireMethod(method, path, HttpMethod.GET, HttpMethod.HEAD);
    String self = "http://" + exchange.request().header("host").orElse("localhost");
    return answer(
        200, path.equals(HOST_METADATA) ? hostMetadata(self, profile) : oauthServer(self));
  }

  private static SequencedMap<String, Object> hostMetadata(String self, OriginProfile profile) {
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("oidc_endpoint", self + "/oidc");
    profile.ids().accountId().ifPresent(id -> document.put("account_id", id));
    profile.ids().workspaceId().ifPresent(id -> document.put("workspace_id", id));
    document.put("cloud", profile.ids().cloud());
    document.put("host_type", profile.ids().hostType());
    return document;
  }

  private static SequencedMap<String, Object> oauthServer(String self) {
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", self + "/oidc");
    document.put("authorization_endpoint", self + "/oidc/v1/authorize");
    document.put("token_endpoint", self + TOKEN);
    document.put("response_types_supported", List.of("code"));
    document.put("grant_types_supported", List.of("client_credentials"));
    document.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    document.put("scopes_supported", List.of("all-apis"));
    return document;
  }

  private static Map<String, Object> noClients() {
    SequencedMap<String, Object> document = new LinkedHashMap<>();
    document.put("error", "invalid_client");
    document.put(
        "error_description",
        "This gateway issues no tokens. It adds the credentials itself: call it with any token, for"
            + " instance with DATABRICKS_AUTH_TYPE=pat and DATABRICKS_TOKEN=unused.");
    return document;
  }

  private static void requireMethod(HttpMethod method, String path, HttpMethod... allowed) {
    List<HttpMethod> all = List.of(allowed);
    if (!all.contains(method)) {
      String allow = String.join(", ", all.stream().map(HttpMethod::name).toList());
      throw new GatewayException(
          ProblemCode.METHOD_NOT_ALLOWED,
          path + " answers " + allow + " only.",
          Map.of(),
          List.of(new HeaderField("Allow", allow)));
    }
  }

  private static Future<OriginResponse> answer(int status, Map<String, Object> document) {
    try {
      return Future.succeededFuture(
          OriginResponse.made(
              status,
              List.of(JSON, NO_STORE),
              Buffer.buffer(JSON_MAPPER.writeValueAsBytes(document))));
    } catch (JsonProcessingException e) {
      return Future.failedFuture(e);
    }
  }
}
