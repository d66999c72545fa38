package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.TransportException;
import io.lakegate.sdk.http.ApiRequest;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From a configuration to the fields of a request, for the types whose tokens others issue. */
final class IssuedCredentialsTest {

  private static final String AZURE = "https://adb-1.2.azuredatabricks.net";
  private static final String RESOURCE = "/subscriptions/s/workspaces/w";
  private static final String DOCUMENT = "{\"token_endpoint\":\"https://d/t\"}";

  private final FakeTransport transport = new FakeTransport();
  private final MutableClock clock = new MutableClock();
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();
  private final CredentialContext context =
      new CredentialContext(
          transport,
          new TokenCache(clock, Runnable::run),
          clock,
          Runnable::run,
          UserAgent.create(name -> null, "25", "Linux"),
          new Machine(
              environment::get, path -> Optional.ofNullable(files.get(path)), CommandRunner.NONE));

  @BeforeEach
  void aBuild() {
    environment.put("DATABRICKS_OIDC_TOKEN", "jwt1");
    environment.put("SYSTEM_ACCESSTOKEN", "canary");
    environment.put("SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "https://dev.azure.com/o/");
    environment.put("SYSTEM_TEAMPROJECTID", "p");
    environment.put("SYSTEM_PLANID", "l");
    environment.put("SYSTEM_JOBID", "j");
    environment.put("SYSTEM_HOSTTYPE", "build");
    files.put("/id-token", "jwt1\n");
  }

  private static Map<Attribute, String> values(String type, Map<Attribute, String> more) {
    Map<Attribute, String> values = new EnumMap<>(Attribute.class);
    values.put(Attribute.AUTH_TYPE, type);
    values.put(Attribute.HOST, type.endsWith("-oidc") ? "https://h" : AZURE);
    values.put(Attribute.ACTIONS_ID_TOKEN_REQUEST_URL, "https://g/t?x=1");
    values.put(Attribute.ACTIONS_ID_TOKEN_REQUEST_TOKEN, "canary");
    values.putAll(more);
    return values;
  }

  record Federated(String type, List<String> before, String identity, boolean details) {
    @Override
    public String toString() {
      return type;
    }
  }

  static Stream<Federated> federated() {
    return Stream.of(
        new Federated("env-oidc", List.of(), "", false),
        new Federated("file-oidc", List.of(), "", false),
        new Federated(
            "github-oidc",
            List.of("GET https://g/t?x=1&audience=https://d/t"),
            "{\"value\":\"jwt1\"}",
            true),
        new Federated(
            "azure-devops-oidc",
            List.of(
                "POST https://dev.azure.com/o/p/_apis/distributedtask/hubs/build/plans/l/jobs/j"
                    + "/oidctoken?api-version=7.2-preview.1"),
            "{\"oidcToken\":\"jwt1\"}",
            true));
  }

  @ParameterizedTest
  @MethodSource("federated")
  void federation_eachType_exchangesItsIdentityToken(Federated row) {
    CredentialSource source =
        source(
            values(
                row.type(),
                Map.of(
                    Attribute.CLIENT_ID, "c",
                    Attribute.SCOPES, "sql,jobs",
                    Attribute.OIDC_TOKEN_FILEPATH, "/id-token",
                    Attribute.AUTHORIZATION_DETAILS, "[]")));
    assertThat(source.authType()).isEqualTo(row.type());
    transport.answer(200, DOCUMENT);
    row.before().forEach(_ -> transport.answer(200, row.identity()));
    transport.answer(200, token("t1"));

    assertThat(headers(source.obtain())).containsExactly("Authorization: Bearer t1");

    List<String> lines = new ArrayList<>();
    lines.add("GET https://h/oidc/.well-known/oauth-authorization-server");
    lines.addAll(row.before());
    lines.add("POST https://d/t");
    assertThat(lines()).isEqualTo(lines);
    assertThat(FakeTransport.body(transport.requests().getLast()))
        .endsWith(
            "&subject_token=jwt1&scope=jobs+sql&client_id=c"
                + (row.details() ? "&authorization_details=%5B%5D" : ""));
    assertThat(transport.requests())
        .allSatisfy(
            request ->
                assertThat(FakeTransport.header(request, "User-Agent"))
                    .contains(" auth/" + row.type()));
  }

  @Test
  void envOidc_refresh_readsTheVariableAgain() {
    environment.put("MINE", "jwt1");
    CredentialSource source = source(values("env-oidc", Map.of(Attribute.OIDC_TOKEN_ENV, "MINE")));
    transport.answer(200, DOCUMENT).answer(200, token("t1")).answer(200, token("t2"));
    Credential first = source.obtain().join();
    environment.put("MINE", "jwt2");

    assertThat(headers(source.replace(first))).containsExactly("Authorization: Bearer t2");
    assertThat(FakeTransport.body(transport.requests().get(1))).contains("&subject_token=jwt1&");
    assertThat(FakeTransport.body(transport.requests().get(2))).contains("&subject_token=jwt2&");
  }

  @Test
  void fileOidc_failure_namesTypeAndFile() {
    CredentialSource source =
        source(values("file-oidc", Map.of(Attribute.OIDC_TOKEN_FILEPATH, "/id-token")));
    files.put("/id-token", "");
    transport.answer(200, DOCUMENT);

    var _ = source.obtain();

    assertThat(source.lastFailure().orElseThrow())
        .hasMessageStartingWith("file-oidc: the file /id-token holds no identity token");
  }

  static Stream<Map<Attribute, String>> strangers() {
    return Stream.of(
        Map.of(Attribute.OIDC_TOKEN_ENV, "OTHER"),
        Map.of(Attribute.CLIENT_ID, "c2"),
        Map.of(Attribute.SCOPES, "sql"),
        Map.of(Attribute.TOKEN_AUDIENCE, "a2"),
        Map.of(Attribute.ACCOUNT_ID, "acc2"),
        Map.of(Attribute.HOST, "https://h2"));
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void federation_otherIdentityOrWish_sharesNoToken(Map<Attribute, String> other) {
    environment.put("OTHER", "jwt2");
    CredentialSource source = source(values("env-oidc", Map.of()));
    transport.answer(200, DOCUMENT).answer(200, token("t1"));
    source.obtain().join();

    assertThat(source(values("env-oidc", Map.of())).ready()).isPresent();
    assertThat(source(values("env-oidc", other)).ready()).isEmpty();
    assertThat(source.ready()).isPresent();
  }

  @Test
  void federation_accountHostWithoutId_fails() {
    assertThat(select(values("env-oidc", Map.of(Attribute.HOST, "https://accounts.x"))).error())
        .hasValueSatisfying(text -> assertThat(text).contains("env-oidc: account_id is required"));
  }

  private static final Map<Attribute, String> PRINCIPAL =
      Map.of(
          Attribute.AZURE_CLIENT_ID, "app",
          Attribute.AZURE_CLIENT_SECRET, "canary",
          Attribute.AZURE_TENANT_ID, "t",
          Attribute.AZURE_WORKSPACE_RESOURCE_ID, RESOURCE);

  record Cloud(String host, String login, String management) {
    @Override
    public String toString() {
      return host;
    }
  }

  static Stream<Cloud> clouds() {
    return Stream.of(
        new Cloud(AZURE, "login.microsoftonline.com", "management.core.windows.net"),
        new Cloud(
            "https://adb-1.2.databricks.azure.us",
            "login.microsoftonline.us",
            "management.core.usgovcloudapi.net"),
        new Cloud(
            "https://adb-1.2.databricks.azure.cn",
            "login.chinacloudapi.cn",
            "management.core.chinacloudapi.cn"));
  }

  @ParameterizedTest
  @MethodSource("clouds")
  void azureClientSecret_eachCloud_bothTokensAndTheResource(Cloud cloud) {
    Map<Attribute, String> values = values("azure-client-secret", PRINCIPAL);
    values.put(Attribute.HOST, cloud.host());
    transport.answer(200, token("d")).answer(200, token("m"));

    assertThat(headers(source(values).obtain()))
        .containsExactly(
            "Authorization: Bearer d",
            "X-Databricks-Azure-SP-Management-Token: m",
            "X-Databricks-Azure-Workspace-Resource-Id: " + RESOURCE);

    assertThat(lines())
        .containsExactly(
            "POST https://" + cloud.login() + "/t/oauth2/token",
            "POST https://" + cloud.login() + "/t/oauth2/token");
    assertThat(transport.requests())
        .extracting(FakeTransport::body)
        .containsExactly(
            form("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d"),
            form("https%3A%2F%2F" + cloud.management() + "%2F"));
  }

  private static String form(String resource) {
    return "grant_type=client_credentials&resource="
        + resource
        + "&client_id=app&client_secret=canary";
  }

  @Test
  void azureClientSecret_noTenant_askedOfTheWorkspaceOnce() {
    Map<Attribute, String> values = values("azure-client-secret", PRINCIPAL);
    values.remove(Attribute.AZURE_TENANT_ID);
    transport
        .answer(302, "", List.of(new HeaderField("Location", "https://login.x/found/oauth2")))
        .answer(200, token("d"))
        .answer(200, token("m"));

    source(values).obtain().join();

    assertThat(lines())
        .containsExactly(
            "GET " + AZURE + "/aad/auth",
            "POST https://login.microsoftonline.com/found/oauth2/token",
            "POST https://login.microsoftonline.com/found/oauth2/token");
  }

  @Test
  void azureClientSecret_otherTenantOrClient_sharesNoToken() {
    transport.answer(200, token("d")).answer(200, token("m"));
    CredentialSource source = source(values("azure-client-secret", PRINCIPAL));
    source.obtain().join();

    assertThat(source(values("azure-client-secret", PRINCIPAL)).ready()).isPresent();
    for (Attribute key : List.of(Attribute.AZURE_TENANT_ID, Attribute.AZURE_CLIENT_ID)) {
      Map<Attribute, String> other = values("azure-client-secret", PRINCIPAL);
      other.put(key, "another");
      assertThat(source(other).ready()).isEmpty();
    }
    assertThat(source.ready()).isPresent();
  }

  @Test
  void azureClientSecret_noHost_theResourceManagerTellsIt() {
    Map<Attribute, String> values = values("azure-client-secret", PRINCIPAL);
    values.remove(Attribute.HOST);
    Selection selection = select(values);
    transport
        .answer(200, token("arm"))
        .answer(200, "{\"properties\":{\"workspaceUrl\":\"adb-9.9.azuredatabricks.net\"}}");

    assertThat(selection.lookup().orElseThrow().find())
        .hasToString("https://adb-9.9.azuredatabricks.net");
    assertThat(FakeTransport.body(transport.requests().getFirst()))
        .isEqualTo(form("https%3A%2F%2Fmanagement.azure.com%2F"));
    assertThat(lines().getLast())
        .isEqualTo("GET https://management.azure.com" + RESOURCE + "?api-version=2018-04-01");
    assertThat(FakeTransport.header(transport.requests().getLast(), "Authorization"))
        .isEqualTo("Bearer arm");
    assertThat(select(values("azure-client-secret", PRINCIPAL)).lookup()).isEmpty();
  }

  @Test
  void githubOidcAzure_noTenant_oneTokenByAssertion() {
    Map<Attribute, String> values = values("github-oidc-azure", PRINCIPAL);
    values.remove(Attribute.AZURE_TENANT_ID);
    transport
        .answer(
            302, "", List.of(new HeaderField("Location", "https://login.x/found/oauth2/v2.0/a")))
        .answer(200, "{\"value\":\"jwt1\"}")
        .answer(200, token("d"));

    assertThat(headers(source(values).obtain())).containsExactly("Authorization: Bearer d");

    assertThat(lines())
        .containsExactly(
            "GET " + AZURE + "/oidc/oauth2/v2.0/authorize",
            "GET https://g/t?x=1&audience=api://AzureADTokenExchange",
            "POST https://login.microsoftonline.com/found/oauth2/token");
    assertThat(FakeTransport.body(transport.requests().getLast()))
        .startsWith("grant_type=client_credentials&client_id=app&resource=2ff814a6-")
        .endsWith("&client_assertion=jwt1");
  }

  @Test
  void azureMsi_namedService_askedForBothTokens() {
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:7/");
    transport.answer(200, dated("d")).answer(200, dated("m"));

    assertThat(headers(source(msi()).obtain()))
        .containsExactly("Authorization: Bearer d", "X-Databricks-Azure-SP-Management-Token: m");

    String question =
        "GET http://127.0.0.1:7/metadata/identity/oauth2/token?api-version=2018-02-01&resource=";
    assertThat(lines())
        .containsExactly(
            question + "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d&client_id=mine",
            question + "https%3A%2F%2Fmanagement.core.windows.net%2F&client_id=mine");
  }

  @Test
  void azureMsi_serviceIsFarAway_failsAndGivesWay() {
    environment.put("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://far.example");
    Map<Attribute, String> values = msi();
    values.keySet().removeAll(List.of(Attribute.AUTH_TYPE, Attribute.ACTIONS_ID_TOKEN_REQUEST_URL));

    Selection selection = select(values);

    assertThat(selection.authType()).isEmpty();
    assertThat(selection.tried())
        .filteredOn(one -> one.outcome() == TriedOutcome.FAILED)
        .containsExactly(
            new Tried(
                "azure-msi",
                TriedOutcome.FAILED,
                "AZURE_POD_IDENTITY_AUTHORITY_HOST is neither an https address nor an http address"
                    + " on this machine or its link"));
    assertThat(selection.tried()).extracting(Tried::authType).contains("azure-cli");
  }

  @Test
  void azureMsi_nobodyAnswers_nextIsTriedAndTheReasonKept() {
    Map<Attribute, String> values = msi();
    values.keySet().removeAll(List.of(Attribute.AUTH_TYPE, Attribute.ACTIONS_ID_TOKEN_REQUEST_URL));
    transport.fail(TransportException.Phase.CONNECT).fail(TransportException.Phase.CONNECT);
    Trial trial =
        choice -> {
          var _ = choice.source().obtain();
          return choice.source().lastFailure().map(e -> String.valueOf(e.getMessage()));
        };

    Selection selection = CredentialChain.standard().select(config(values), context, trial);

    assertThat(selection.tried())
        .filteredOn(one -> one.authType().equals("azure-msi"))
        .extracting(Tried::outcome, Tried::reason)
        .containsExactly(
            tuple(
                TriedOutcome.FAILED,
                "azure-msi: cannot reach the token issuer: GET "
                    + "http://169.254.169.254/metadata/identity/oauth2/token: broken in CONNECT"
                    + "; a managed identity is there only on a machine of Azure"));
    assertThat(selection.tried())
        .filteredOn(one -> one.authType().equals("azure-cli"))
        .extracting(Tried::outcome)
        .containsExactly(TriedOutcome.NOT_CONFIGURED);
  }

  private static Map<Attribute, String> msi() {
    return values(
        "azure-msi", Map.of(Attribute.AZURE_USE_MSI, "true", Attribute.AZURE_CLIENT_ID, "mine"));
  }

  private CredentialSource source(Map<Attribute, String> values) {
    return select(values).source().orElseThrow();
  }

  private Selection select(Map<Attribute, String> values) {
    return CredentialChain.standard().select(config(values), context);
  }

  private ResolvedConfig config(Map<Attribute, String> values) {
    return new ConfigResolver(name -> null, path -> Optional.empty())
        .explainIsolated("p", List.of(new ConfigResolver.Layer(values, "argument")))
        .config();
  }

  private List<String> lines() {
    return transport.requests().stream()
        .map((ApiRequest request) -> request.method() + " " + request.uri())
        .toList();
  }

  private static List<String> headers(CompletableFuture<Credential> credential) {
    return credential.join().headers().stream()
        .map(field -> field.name() + ": " + field.value())
        .toList();
  }

  private static String token(String text) {
    return "{\"access_token\":\"" + text + "\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\"}";
  }

  private static String dated(String text) {
    long end = MutableClock.START.plusSeconds(3600).getEpochSecond();
    return "{\"access_token\":\"" + text + "\",\"expires_on\":\"" + end + "\"}";
  }
}
