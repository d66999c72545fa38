package io.lakegate.gateway.authorize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import io.lakegate.sdk.error.ConfigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each type whose tokens others issue, through a running gateway: what the issuers are sent at
 * first and at a refresh, what the workspace is shown, and what a client is told of a refusal.
 */
final class AuthExchangesIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String SECRET = "canary-secret";
  private static final String APP = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
  private static final String MANAGEMENT = "https://management.core.windows.net/";
  private static final String ENTRA = "POST /~login.microsoftonline.com/";

  @TempDir private Path directory;

  /**
   * One way of getting tokens.
   *
   * @param settings the environment; {@code {base}} is the loopback address, {@code {file}} a file
   * @param first what issuers are sent at first, in any order
   * @param refresh what they are sent when the workspace refuses what it got
   * @param shown what the workspace is shown, without the tokens' numbers
   * @param told what a client is told when the issuer refuses
   */
  record Row(
      String name,
      Map<String, String> settings,
      List<String> first,
      List<String> refresh,
      String shown,
      String told) {
    @Override
    public String toString() {
      return name;
    }

    String type() {
      return name.split(" ")[0];
    }

    /** What an issuer must not be able to repeat to clients. */
    String proof() {
      return switch (type()) {
        case "azure-client-secret" -> SECRET;
        case "azure-msi" -> "identity";
        default -> "id-token-1";
      };
    }
  }

  private static final String METADATA =
      "GET /.well-known/databricks-config\naccept: application/json";
  private static final String DISCOVERY =
      "GET /oidc/.well-known/oauth-authorization-server\naccept: application/json";

  private static String exchange(String path, String subject, String rest) {
    return String.join(
        "\n",
        "POST " + path,
        "accept: application/json",
        "content-type: application/x-www-form-urlencoded",
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token_type=urn:ietf:params:oauth:token-type:jwt",
        "subject_token=" + subject,
        rest);
  }

  private static String workspaceExchange(String subject) {
    return exchange("/oidc/v1/token", subject, "scope=all-apis\nclient_id=c");
  }

  private static String github(String audience) {
    return "GET /github?v=2&audience="
        + audience
        + "\naccept: application/json\nauthorization: Bearer "
        + SECRET;
  }

  private static String azureDevops() {
    return "POST /ado/o/p/_apis/distributedtask/hubs/build/plans/l/jobs/j/oidctoken"
        + "?api-version=7.2-preview.1\naccept: application/json\nauthorization: Bearer "
        + SECRET
        + "\ncontent-length: 0\ncontent-type: application/json";
  }

  private static String entra(String tenant, String rest) {
    return ENTRA
        + tenant
        + "/oauth2/token\naccept: application/json\n"
        + "content-type: application/x-www-form-urlencoded\ngrant_type=client_credentials\n"
        + rest;
  }

  private static String bySecret(String tenant, String resource) {
    return entra(tenant, "resource=" + resource + "\nclient_id=app\nclient_secret=" + SECRET);
  }

  private static String byAssertion(String tenant, String assertion) {
    return entra(
        tenant,
        "client_id=app\nresource="
            + APP
            + "\nclient_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer\n"
            + "client_assertion="
            + assertion);
  }

  private static String machine(String query) {
    return "GET /metadata/identity/oauth2/token?api-version=2018-02-01&resource="
        + query
        + "\naccept: application/json\nmetadata: true";
  }

  private static Map<String, String> with(Map<String, String> some, String... more) {
    Map<String, String> all = new HashMap<>(some);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  static Stream<Row> rows() {
    return Stream.concat(federated(), azure());
  }

  private static Stream<Row> federated() {
    Map<String, String> client = Map.of("DATABRICKS_CLIENT_ID", "c");
    String one = "authorization: Bearer t";
    String policy = "the federation policy of the service principal c has to allow that";
    return Stream.of(
        new Row(
            "env-oidc",
            with(client, "DATABRICKS_OIDC_TOKEN", "id-token-1", "DATABRICKS_AUTH_TYPE", "env-oidc"),
            List.of(METADATA, DISCOVERY, workspaceExchange("id-token-1")),
            List.of(workspaceExchange("id-token-2")),
            one,
            policy),
        new Row(
            "env-oidc for the whole account at a host of both",
            Map.of("DATABRICKS_OIDC_TOKEN", "id-token-1"),
            List.of(
                METADATA,
                "GET /oidc/accounts/acc/.well-known/oauth-authorization-server\n"
                    + "accept: application/json",
                exchange("/oidc/accounts/acc/v1/token", "id-token-1", "scope=all-apis")),
            List.of(exchange("/oidc/accounts/acc/v1/token", "id-token-2", "scope=all-apis")),
            one,
            "the federation policy of the account, as no client_id is set, has to allow that"),
        new Row(
            "file-oidc",
            with(
                client,
                "DATABRICKS_OIDC_TOKEN_FILEPATH",
                "{file}",
                "DATABRICKS_AUTH_TYPE",
                "file-oidc"),
            List.of(METADATA, DISCOVERY, workspaceExchange("id-token-1")),
            List.of(workspaceExchange("id-token-2")),
            one,
            policy),
        new Row(
            "github-oidc",
            with(
                client,
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "{base}/github?v=2",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                SECRET),
            List.of(
                METADATA,
                DISCOVERY,
                github("{base}/oidc/v1/token"),
                workspaceExchange("id-token-1")),
            List.of(github("{base}/oidc/v1/token"), workspaceExchange("id-token-2")),
            one,
            policy),
        new Row(
            "azure-devops-oidc",
            with(
                client,
                "SYSTEM_ACCESSTOKEN",
                SECRET,
                "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI",
                "{base}/ado/o/",
                "SYSTEM_TEAMPROJECTID",
                "p",
                "SYSTEM_PLANID",
                "l",
                "SYSTEM_JOBID",
                "j",
                "SYSTEM_HOSTTYPE",
                "build"),
            List.of(METADATA, DISCOVERY, azureDevops(), workspaceExchange("id-token-1")),
            List.of(azureDevops(), workspaceExchange("id-token-2")),
            one,
            policy));
  }

  private static Stream<Row> azure() {
    Map<String, String> cloud = Map.of("DATABRICKS_CLOUD", "azure", "ARM_CLIENT_ID", "app");
    String two = "authorization: Bearer t\nx-databricks-azure-sp-management-token: t";
    String resource = "x-databricks-azure-workspace-resource-id: /subscriptions/s/w";
    List<String> secret = List.of(bySecret("t1", APP), bySecret("t1", MANAGEMENT));
    List<String> found = List.of(bySecret("found", APP), bySecret("found", MANAGEMENT));
    List<String> machine =
        List.of(
            machine(APP + "&client_id=app"),
            machine("https%3A%2F%2Fmanagement.core.windows.net%2F&client_id=app"));
    return Stream.of(
        new Row(
            "azure-client-secret",
            with(
                cloud,
                "ARM_CLIENT_SECRET",
                SECRET,
                "ARM_TENANT_ID",
                "t1",
                "DATABRICKS_AZURE_RESOURCE_ID",
                "/subscriptions/s/w"),
            secret,
            secret,
            two + "\n" + resource,
            "(https://login.microsoftonline.com/t1/oauth2/token)"),
        new Row(
            "azure-client-secret without a tenant",
            with(cloud, "ARM_CLIENT_SECRET", SECRET),
            Stream.concat(Stream.of("GET /aad/auth\naccept: application/json"), found.stream())
                .toList(),
            found,
            two,
            "(https://login.microsoftonline.com/found/oauth2/token)"),
        new Row(
            "github-oidc-azure",
            with(
                cloud,
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "{base}/github?v=2",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                SECRET),
            List.of(
                "GET /oidc/oauth2/v2.0/authorize\naccept: application/json",
                github("api://AzureADTokenExchange"),
                byAssertion("found", "id-token-1")),
            List.of(github("api://AzureADTokenExchange"), byAssertion("found", "id-token-2")),
            "authorization: Bearer t",
            "The identity token is no JWT"),
        new Row(
            "azure-msi",
            with(cloud, "ARM_USE_MSI", "true", "AZURE_POD_IDENTITY_AUTHORITY_HOST", "{base}"),
            machine,
            machine,
            two,
            "the machine has to be given the identity azure_client_id app"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_eachType_asTheIssuersKnowIt(Row row) throws IOException {
    try (FakeIssuers issuers = issuers(row);
        TestGateway gateway = gateway(row, issuers);
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(gateway.running().readyLine()).contains(" auth=" + row.type());

      assertThat(client.send(GET).readAnswer().status()).isEqualTo(200);

      assertThat(issuers.seen()).containsExactlyInAnyOrderElementsOf(here(issuers, row.first));
      assertThat(issuers.authorized()).hasSize(1);
      assertThat(issuers.authorized().getFirst().replaceAll("t[0-9]", "t")).isEqualTo(row.shown);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_workspaceRefusesTheToken_freshIdentityTokenAndAnotherToken(Row row)
      throws IOException {
    try (FakeIssuers issuers = issuers(row);
        TestGateway gateway = gateway(row, issuers);
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(GET).readAnswer().status()).isEqualTo(200);
      var _ = issuers.seen();
      issuers.reject();
      gateway.env("DATABRICKS_OIDC_TOKEN", "id-token-2");
      write("id-token-2\n");

      Answer answer = client.send(GET).readAnswer();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.field("lakegate-attempts")).isEqualTo("2");
      assertThat(issuers.seen()).containsExactlyInAnyOrderElementsOf(here(issuers, row.refresh));
      assertThat(issuers.authorized()).doesNotHaveDuplicates().hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_issuerRefuses_clientIsToldWhyAndNothingIsSent(Row row) throws IOException {
    try (FakeIssuers issuers = issuers(row)) {
      issuers.refuse(
          "400 Bad Request",
          "{\"error\":\"invalid_request\",\"error_description\":\"no " + row.proof() + "\"}");
      try (TestGateway gateway = gateway(row, issuers);
          RawClient client = RawClient.connect(gateway.port())) {
        Refusal refusal = Refusal.of(client.send(GET).readAnswer()).is(401, "CREDENTIALS_INVALID");

        assertThat(refusal.message())
            .contains(row.type() + ": the token issuer answered 400: invalid_request: no ")
            .contains(row.told)
            .doesNotContain("id-token-1", SECRET);
        assertThat(issuers.authorized()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void exchange_issuerIsAway_clientIsToldToComeBack(Row row) throws IOException {
    try (FakeIssuers issuers = issuers(row)) {
      issuers.refuse("403 Forbidden", "{\"error\":\"server_error\"}");
      try (TestGateway gateway = gateway(row, issuers);
          RawClient client = RawClient.connect(gateway.port())) {
        Answer answer = client.send(GET).readAnswer();

        Refusal refusal = Refusal.of(answer).is(503, "CREDENTIALS_UNAVAILABLE");
        assertThat(answer.field("retry-after")).isEqualTo("5");
        assertThat(refusal.message()).contains(row.type() + ": the token issuer answered 403");
      }
    }
  }

  private static final Map<String, String> NO_HOST =
      Map.of(
          "ARM_CLIENT_ID", "app",
          "ARM_CLIENT_SECRET", SECRET,
          "ARM_TENANT_ID", "t1",
          "DATABRICKS_AZURE_RESOURCE_ID", "/subscriptions/s/w");

  @Test
  void start_resourceIdAndNoHost_theHostIsAskedFor() throws IOException {
    try (FakeIssuers issuers = new FakeIssuers();
        TestGateway gateway = hostless(issuers).start()) {
      assertThat(gateway.running().readyLine())
          .contains(" host=https://adb-9.9.azuredatabricks.net auth=azure-client-secret");
      assertThat(issuers.seen())
          .contains(
              bySecret("t1", "https://management.azure.com/"),
              "GET /~management.azure.com/subscriptions/s/w?api-version=2018-04-01\n"
                  + "accept: application/json\nauthorization: Bearer t1");
    }
  }

  @Test
  void start_resourceIdAndNobodyTellsTheHost_saysWhy() throws IOException {
    try (FakeIssuers issuers = new FakeIssuers()) {
      issuers.refuse("401 Unauthorized", "{\"error\":\"invalid_client\"}");

      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(() -> hostless(issuers).start().close())
          .withMessageContaining("cannot resolve the workspace /subscriptions/s/w: ")
          .withMessageContaining("azure-client-secret: the token issuer answered 401")
          .withMessageContaining("set host");
    }
  }

  private static TestGateway.Builder hostless(FakeIssuers issuers) {
    TestGateway.Builder builder = TestGateway.gateway().issuers(issuers::between);
    NO_HOST.forEach(builder::env);
    return builder;
  }

  private static FakeIssuers issuers(Row row) throws IOException {
    FakeIssuers issuers = new FakeIssuers();
    if (row.name.contains("whole account")) {
      issuers.metadata(
          "{\"oidc_endpoint\":\"{base}/oidc/accounts/{account_id}\",\"account_id\":\"acc\","
              + "\"host_type\":\"unified\"}");
    }
    return issuers;
  }

  private TestGateway gateway(Row row, FakeIssuers issuers) {
    write("id-token-1\n");
    TestGateway.Builder builder =
        TestGateway.gateway()
            .env("DATABRICKS_HOST", issuers.url().toString())
            .issuers(issuers::between);
    row.settings.forEach(
        (name, value) ->
            builder.env(
                name,
                value
                    .replace("{base}", issuers.url().toString())
                    .replace("{file}", file().toString())));
    return builder.start();
  }

  private Path file() {
    return directory.resolve("id-token");
  }

  private void write(String text) {
    try {
      Files.writeString(file(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> here(FakeIssuers issuers, List<String> expected) {
    return expected.stream().map(one -> one.replace("{base}", issuers.url().toString())).toList();
  }
}
