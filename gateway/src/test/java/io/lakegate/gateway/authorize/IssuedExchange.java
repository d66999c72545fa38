package io.lakegate.gateway.authorize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One way of getting tokens.
 *
 * @param settings the environment; {@code {base}} is the loopback address, {@code {file}} a file
 * @param first what issuers are sent at first, in any order
 * @param refresh what they are sent when the workspace refuses what it got
 * @param shown what the workspace is shown, without the tokens' numbers
 * @param told what a client is told when the issuer refuses
 */
record IssuedExchange(
    String name,
    Map<String, String> settings,
    List<String> first,
    List<String> refresh,
    String shown,
    String told) {

  static final String SECRET = "canary-secret";
  private static final String APP = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
  private static final String MANAGEMENT = "https://management.core.windows.net/";
  private static final String ENTRA = "POST /~login.microsoftonline.com/";
  private static final String METADATA =
      "GET /.well-known/databricks-config\naccept: application/json";
  private static final String DISCOVERY =
      "GET /oidc/.well-known/oauth-authorization-server\naccept: application/json";

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

  /** What Entra is sent by a service principal with a secret. */
  static String bySecret(String tenant, String resource) {
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

  /** Every one of them. */
  static Stream<IssuedExchange> all() {
    return Stream.concat(federated(), azure());
  }

  private static Stream<IssuedExchange> federated() {
    Map<String, String> client = Map.of("DATABRICKS_CLIENT_ID", "c");
    String one = "authorization: Bearer t";
    String policy = "the federation policy of the service principal c has to allow that";
    return Stream.of(
        new IssuedExchange(
            "env-oidc",
            with(client, "DATABRICKS_OIDC_TOKEN", "id-token-1", "DATABRICKS_AUTH_TYPE", "env-oidc"),
            List.of(METADATA, DISCOVERY, workspaceExchange("id-token-1")),
            List.of(workspaceExchange("id-token-2")),
            one,
            policy),
        new IssuedExchange(
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
        new IssuedExchange(
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
        new IssuedExchange(
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
        new IssuedExchange(
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

  private static Stream<IssuedExchange> azure() {
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
        new IssuedExchange(
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
        new IssuedExchange(
            "azure-client-secret without a tenant",
            with(cloud, "ARM_CLIENT_SECRET", SECRET),
            Stream.concat(Stream.of("GET /aad/auth\naccept: application/json"), found.stream())
                .toList(),
            found,
            two,
            "(https://login.microsoftonline.com/found/oauth2/token)"),
        new IssuedExchange(
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
        new IssuedExchange(
            "azure-msi",
            with(cloud, "ARM_USE_MSI", "true", "AZURE_POD_IDENTITY_AUTHORITY_HOST", "{base}"),
            machine,
            machine,
            two,
            "the machine has to be given the identity azure_client_id app"));
  }
}
