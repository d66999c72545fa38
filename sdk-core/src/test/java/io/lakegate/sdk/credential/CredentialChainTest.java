package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.JsonTable;
import io.lakegate.sdk.testing.ManualExecutor;
import io.lakegate.sdk.testing.MutableClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CredentialChainTest {

  private static final JsonNode TABLE = JsonTable.read(CredentialChainTest.class, "chain.json");

  /** In the order in which they are tried. */
  private static final List<String> ALL =
      List.of(
          "pat",
          "basic",
          "oauth-m2m",
          "env-oidc",
          "file-oidc",
          "github-oidc",
          "azure-devops-oidc",
          "github-oidc-azure",
          "azure-client-secret",
          "azure-msi",
          "google-credentials",
          "google-id",
          "metadata-service",
          "azure-cli",
          "databricks-cli",
          "external-browser",
          "command");

  /** Whose tokens cannot be obtained yet. */
  private static final String PENDING = "external-browser";

  private final FakeTransport transport = new FakeTransport();

  static Stream<ChainCase> cases() {
    return StreamSupport.stream(TABLE.path("cases").spliterator(), false)
        .map(row -> new ChainCase(row.path("name").asText(), TABLE, row));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void select_tableRow_typeOrError(ChainCase row) {
    JsonNode expect = row.row().path("expect");
    if (expect.has("error")) {
      String error = error(row);
      expect.path("error").forEach(part -> assertThat(error).contains(part.asText()));
      assertThat(error).doesNotContain("dapi", "canary");
      return;
    }
    ResolvedConfig config = row.resolve();
    Selection selection = select(config, row.machine());

    assertThat(selection.error()).isEmpty();
    assertMatches(expect, "auth_type", selection.authType());
    assertThat(selection.source().map(CredentialSource::authType))
        .isEqualTo(selection.authType().filter(type -> !type.equals(PENDING)));
    assertMatches(expect, "host", config.value(Attribute.HOST));
    assertMatches(expect, "account_id", config.value(Attribute.ACCOUNT_ID));
    assertMatches(expect, "workspace_id", config.value(Attribute.WORKSPACE_ID));
    assertMatches(expect, "password", config.value(Attribute.PASSWORD));
    assertMatches(expect, "token", config.value(Attribute.TOKEN));
    assertMatches(expect, "profile", Optional.of(config.profile()));
    assertMatches(expect, "kind", Optional.of(config.hostKind().name()));
    assertMatches(expect, "is_azure", Optional.of(Boolean.toString(config.isAzure())));
    assertThat(transport.requests()).isEmpty();
  }

  private String error(ChainCase row) {
    try {
      return select(row.resolve(), row.machine()).error().orElse("no error");
    } catch (ConfigException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void assertMatches(JsonNode expect, String member, Optional<String> actual) {
    if (expect.has(member)) {
      assertThat(actual).as(member).contains(expect.path(member).asText());
    }
  }

  @Test
  void select_chosen_othersToldInOrder() {
    Selection selection =
        select(
            config(Map.of(Attribute.HOST, "x", Attribute.USERNAME, "u", Attribute.PASSWORD, "p")));

    assertThat(selection.tried())
        .startsWith(
            new Tried(
                "pat", TriedOutcome.NOT_CONFIGURED, "token is required (it needs host, token)"),
            new Tried("basic", TriedOutcome.CHOSEN, "its inputs are complete"),
            new Tried("oauth-m2m", TriedOutcome.NOT_TRIED, "basic was chosen"));
    assertThat(selection.tried().subList(2, selection.tried().size()))
        .extracting(Tried::outcome)
        .containsOnly(TriedOutcome.NOT_TRIED);
  }

  @Test
  void select_failed_chainStops() {
    Selection selection = select(config(Map.of(Attribute.HOST, "x", Attribute.TOKEN, "a b")));

    assertThat(selection.source()).isEmpty();
    assertThat(selection.tried())
        .extracting(Tried::outcome)
        .startsWith(TriedOutcome.FAILED, TriedOutcome.NOT_TRIED)
        .filteredOn(outcome -> outcome != TriedOutcome.NOT_TRIED)
        .hasSize(1);
    assertThat(selection.error().orElseThrow())
        .isEqualTo(
            "default auth: pat: the token from argument holds a space, a line break or another "
                + "character that no token has. Config: host=https://x, token=***");
  }

  @Test
  void select_pinned_onlyThatOneIsTried() {
    Selection selection =
        select(
            config(
                Map.of(
                    Attribute.HOST, "x",
                    Attribute.TOKEN, "t",
                    Attribute.AUTH_TYPE, "oauth-m2m")));

    assertThat(selection.tried())
        .extracting(one -> one.authType() + " " + one.outcome().text())
        .startsWith("pat not-tried", "basic not-tried", "oauth-m2m not-configured")
        .filteredOn(one -> !one.endsWith(" not-tried"))
        .hasSize(1);
    assertThat(selection.error().orElseThrow())
        .startsWith("default auth: oauth-m2m: client_id and client_secret are required");
  }

  @Test
  void select_nothingSet_errorWithoutConfiguration() {
    Refusal refusal = select(config(Map.of())).refusal().orElseThrow();
    String point =
        "Nothing is configured; for a personal access token add host and token to [DEFAULT] in "
            + "~/.databrickscfg, or set DATABRICKS_HOST and DATABRICKS_TOKEN. There is no "
            + "profile file ~/.databrickscfg";
    String words =
        "default auth: cannot configure default credentials, please check "
            + "https://docs.databricks.com/en/dev-tools/auth.html"
            + "#databricks-client-unified-authentication to configure credentials for your "
            + "preferred authentication method";

    assertThat(refusal.brief()).isEqualTo(point + ". " + words);
    assertThat(refusal.text())
        .startsWith(words + ". " + point + ". Tried: pat: host and token are required")
        .contains("; oauth-m2m: host, client_id and client_secret are required; env-oidc: ")
        .contains("azure-msi: either host or azure_workspace_resource_id, azure_use_msi=true and ")
        .endsWith("; databricks-cli: host is required");
  }

  @Test
  void select_namedProfileAndNoFile_saysThatItIsMissing() {
    Map<String, String> environment =
        Map.of("DATABRICKS_CONFIG_PROFILE", "prod", "DATABRICKS_CONFIG_FILE", "/etc/none");
    ResolvedConfig config =
        new ConfigResolver(environment::get, path -> Optional.empty()).resolve(Map.of());

    assertThat(select(config).refusal().orElseThrow().brief())
        .startsWith(
            "Nothing is configured; for a personal access token add host and token to [prod]")
        .contains(". There is no profile file /etc/none. default auth: ")
        .contains(". Config: profile=prod");
  }

  /** What is told first. */
  record Begun(String name, String file, Map<String, String> environment, String point) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Begun> begun() {
    String file = "in /home/ann/.databrickscfg";
    return Stream.of(
        new Begun(
            "client without its secret",
            "[x]\nhost = h\nclient_id = c\n",
            Map.of("DATABRICKS_CONFIG_PROFILE", "x"),
            "oauth-m2m: client_secret is missing; add client_secret to [x] "
                + file
                + ", or set DATABRICKS_CLIENT_SECRET. default auth: cannot"),
        new Begun(
            "token without a host",
            "[DEFAULT]\ntoken = t\n",
            Map.of(),
            "pat: host is missing; add host to [DEFAULT] " + file + ", or set DATABRICKS_HOST. "),
        new Begun(
            "Azure's application without most",
            "[DEFAULT]\nhost = https://adb-1.azuredatabricks.net\nazure_client_id = c\n",
            Map.of(),
            "azure-client-secret: azure_client_secret is missing; add azure_client_secret to [DEFAULT] "),
        new Begun(
            "a host alone, and a file that is left alone",
            "[DEFAULT]\nhost = h\ntoken = t\n",
            Map.of("DATABRICKS_HOST", "h"),
            "No credentials are configured for this host; for a personal access token add token to"
                + " [DEFAULT] "
                + file
                + ", or set DATABRICKS_TOKEN. [DEFAULT] of /home/ann/.databrickscfg was left"
                + " alone, because "),
        new Begun(
            "other profiles only",
            "[dev]\nhost = h\ntoken = t\n",
            Map.of(),
            "/home/ann/.databrickscfg has no [DEFAULT]; it has dev. Use --profile dev or"
                + " DATABRICKS_CONFIG_PROFILE=dev. default auth: cannot"),
        new Begun(
            "named type",
            "[DEFAULT]\nhost = h\nauth_type = pat\n",
            Map.of(),
            "default auth: pat: token is required (it needs host, token); add token to [DEFAULT] "));
  }

  @ParameterizedTest
  @MethodSource("begun")
  void select_nothingChosen_saysFirstWhatToDo(Begun row) {
    Map<String, String> environment = new HashMap<>(row.environment());
    environment.put("HOME", "/home/ann");
    ResolvedConfig config =
        new ConfigResolver(environment::get, path -> Optional.of(row.file())).resolve(Map.of());
    Refusal refusal = select(config).refusal().orElseThrow();

    assertThat(refusal.text()).startsWith("default auth: ");
    assertThat(refusal.brief()).startsWith(row.point()).doesNotContain("databricks-cli:");
  }

  @Test
  void select_isolatedProfile_isCompletedWithoutTheEnvironment() {
    ResolvedConfig config =
        new ConfigResolver(Map.of("HOME", "/home/ann")::get, path -> Optional.empty())
            .resolveIsolated("p", Map.of(Attribute.HOST, "h", Attribute.USERNAME, "u"));

    assertThat(select(config).refusal().orElseThrow().brief())
        .startsWith(
            "basic: password is missing; add password to [p] in /home/ann/.databrickscfg, or to"
                + " profiles.p of the gateway's configuration. There is no profile file"
                + " /home/ann/.databrickscfg. default auth: ");
  }

  @Test
  void select_fileWithoutCredentials_isNotCalledMissing() {
    ResolvedConfig config =
        new ConfigResolver(Map.of("HOME", "/home/ann")::get, path -> Optional.of("[DEFAULT]\n"))
            .resolve(Map.of());

    assertThat(select(config).error().orElseThrow()).doesNotContain("profile file");
  }

  @Test
  void standard_order_asDocumented() {
    assertThat(CredentialChain.standard().providers())
        .extracting(CredentialProvider::authType)
        .containsExactlyElementsOf(ALL);
  }

  private Selection select(ResolvedConfig config, Machine machine) {
    MutableClock clock = new MutableClock();
    ManualExecutor executor = new ManualExecutor();
    CredentialContext context =
        new CredentialContext(
            transport,
            new TokenCache(clock, executor),
            clock,
            executor,
            UserAgent.create(name -> null, "25", "Linux"),
            machine);
    Selection selection = CredentialChain.standard().select(config, context);
    assertThat(executor.waiting()).isZero();
    return selection;
  }

  private Selection select(ResolvedConfig config) {
    return select(config, new Machine(name -> null, path -> Optional.empty(), CommandRunner.NONE));
  }

  private static ResolvedConfig config(Map<Attribute, String> arguments) {
    return new ConfigResolver(name -> null, path -> Optional.empty()).resolve(arguments);
  }
}
