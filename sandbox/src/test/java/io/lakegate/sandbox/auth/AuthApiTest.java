package io.lakegate.sandbox.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AuthApiTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ME = "/api/2.0/preview/scim/v2/Me";

  private final TestSandbox sandbox =
      TestSandbox.start(
          SandboxConfig.defaults()
              .withAccess(
                  new SandboxConfig.Access(
                      List.of(TestSandbox.TOKEN), "client id", "s&cret:%", Duration.ofMinutes(5))));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void hostMetadata_withoutCredential_namesTheSandboxItself() {
    Reply reply = anonymous("/.well-known/databricks-config");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("oidc_endpoint").asText())
        .isEqualTo(sandbox.sandbox().url() + "/oidc");
    assertThat(reply.json().path("workspace_id").asText()).isEqualTo("1047203810441827");
    assertThat(reply.json().path("cloud").asText()).isEqualTo("AWS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oidc", "/oidc/accounts/abc"})
  void discovery_leadsToATokenEndpointThatAnswers(String root) {
    Reply reply = anonymous(root + "/.well-known/oauth-authorization-server");

    String endpoint = reply.json().path("token_endpoint").asText();
    assertThat(endpoint).isEqualTo(sandbox.sandbox().url() + root + "/v1/token");
    Reply token =
        token(root + "/v1/token", basic("client id:s&cret:%"), "grant_type=client_credentials");
    assertThat(token.status()).isEqualTo(200);
  }

  /** One request to the token endpoint and what it must be answered. */
  record TokenCase(String name, String authorization, String body, int status, String expected) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<TokenCase> tokenCases() {
    String grant = "grant_type=client_credentials";
    String raw = basic("client id:s&cret:%");
    return Stream.of(
        new TokenCase("raw basic", raw, grant, 200, "all-apis"),
        new TokenCase("encoded basic", basic("client+id:s%26cret%3A%25"), grant, 200, "all-apis"),
        new TokenCase("scope kept", raw, grant + "&scope=sql+jobs", 200, "sql jobs"),
        new TokenCase(
            "form",
            "",
            grant + "&client_id=client+id&client_secret=s%26cret%3A%25",
            200,
            "all-apis"),
        new TokenCase("wrong secret", basic("client id:other"), grant, 401, "invalid_client"),
        new TokenCase("wrong id", basic("other:s&cret:%"), grant, 401, "invalid_client"),
        new TokenCase("no colon", basic("client id"), grant, 401, "invalid_client"),
        new TokenCase("broken base64", "Basic !!!", grant, 401, "invalid_client"),
        new TokenCase("bearer", "Bearer " + TestSandbox.TOKEN, grant, 401, "invalid_client"),
        new TokenCase("no client", "", grant, 401, "invalid_client"),
        new TokenCase("no grant", raw, "scope=all-apis", 400, "invalid_request"),
        new TokenCase("twice", raw, grant + "&" + grant, 400, "invalid_request"),
        new TokenCase("broken escape", raw, grant + "&scope=%zz", 400, "invalid_request"),
        new TokenCase("password", raw, "grant_type=password", 400, "unsupported_grant_type"),
        new TokenCase("bad scope", raw, grant + "&scope=a++b", 400, "invalid_scope"));
  }

  @ParameterizedTest
  @MethodSource("tokenCases")
  void token_isGrantedOrRefusedByTheRfc(TokenCase test) {
    Reply reply = token("/oidc/v1/token", test.authorization(), test.body());

    assertThat(reply.status()).as(reply.text()).isEqualTo(test.status());
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    assertThat(reply.json().path(test.status() == 200 ? "scope" : "error").asText())
        .isEqualTo(test.expected());
    assertThat(reply.header("WWW-Authenticate").isEmpty()).isEqualTo(test.status() != 401);
  }

  @Test
  void token_sentAsJson_isInvalidRequest() {
    Reply reply =
        sandbox.send(
            HttpRequest.newBuilder(uri("/oidc/v1/token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).isEqualTo("invalid_request");
  }

  @Test
  void issuedToken_untilItExpires_opensTheApi() {
    Reply granted =
        token("/oidc/v1/token", basic("client id:s&cret:%"), "grant_type=client_credentials");
    String token = granted.json().path("access_token").asText();
    assertThat(granted.json().path("expires_in").asLong()).isEqualTo(300);
    assertThat(granted.json().path("token_type").asText()).isEqualTo("Bearer");

    assertThat(me("Bearer " + token).json().path("userName").asText()).isEqualTo("client id");
    sandbox.advance(Duration.ofMinutes(5).minusMillis(1));
    assertThat(me("bearer " + token).status()).isEqualTo(200);

    sandbox.advance(Duration.ofMillis(1));
    Reply expired = me("Bearer " + token);
    assertThat(expired.status()).isEqualTo(403);
    assertThat(expired.json().path("error_code").intValue()).isEqualTo(403);
    assertThat(expired.message()).contains("Invalid access token").contains("expired");
  }

  @Test
  void issuedToken_aDayAfterItsEnd_isForgottenAtTheNextGrant() {
    String grant = "grant_type=client_credentials";
    String token =
        token("/oidc/v1/token", basic("client id:s&cret:%"), grant)
            .json()
            .path("access_token")
            .asText();

    sandbox.advance(Duration.ofHours(25));
    token("/oidc/v1/token", basic("client id:s&cret:%"), grant);

    assertThat(me("Bearer " + token).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer ", "Bearer wrong", "Basic ZGFwaQ==", "dapi-sandbox-demo-token"})
  void api_withoutAKnownToken_is401(String authorization) {
    Reply reply = me(authorization);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.errorCode()).isEqualTo("UNAUTHENTICATED");
    assertThat(reply.text()).doesNotContain("wrong");
  }

  @Test
  void clientCredentials_asText_hideTheSecret() {
    assertThat(new ClientCredentials("me", "hidden"))
        .hasToString("ClientCredentials[id=me, secret=***]");
  }

  private Reply me(String authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(ME));
    return sandbox.send(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  private Reply anonymous(String path) {
    return sandbox.send(HttpRequest.newBuilder(uri(path)));
  }

  private Reply token(String path, String authorization, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString(body));
    return sandbox.send(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  private URI uri(String path) {
    return URI.create(sandbox.sandbox().url() + path);
  }

  private static String basic(String text) {
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
