package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CredentialChainTest {

  private static final JsonNode TABLE = JsonTable.read(CredentialChainTest.class, "chain.json");

  private final FakeTransport transport = new FakeTransport();

  static Stream<Case> cases() {
    return StreamSupport.stream(TABLE.path("cases").spliterator(), false)
        .map(row -> new Case(row.path("name").asText(), row));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void select_tableRow_typeOrError(Case row) {
    JsonNode expect = row.row().path("expect");
    if (expect.has("error")) {
      String error = error(row);
      expect.path("error").forEach(part -> assertThat(error).contains(part.asText()));
      assertThat(error).doesNotContain("dapi");
      return;
    }
    ResolvedConfig config = row.resolve();
    Selection selection = select(config);

    assertThat(selection.error()).isEmpty();
    assertThat(selection.source().orElseThrow().authType())
        .isEqualTo(expect.path("auth_type").asText());
    assertMatches(expect, "host", config.value(Attribute.HOST));
    assertMatches(expect, "workspace_id", config.value(Attribute.WORKSPACE_ID));
    assertMatches(expect, "password", config.value(Attribute.PASSWORD));
    assertMatches(expect, "token", config.value(Attribute.TOKEN));
    assertMatches(expect, "profile", Optional.of(config.profile()));
    assertMatches(expect, "kind", Optional.of(config.hostKind().name()));
    assertThat(transport.requests()).isEmpty();
  }

  private String error(Case row) {
    try {
      return select(row.resolve()).error().orElse("no error");
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
        .containsExactly(
            new Tried(
                "pat", TriedOutcome.NOT_CONFIGURED, "token is required (it needs host, token)"),
            new Tried("basic", TriedOutcome.CHOSEN, "its inputs are complete"),
            new Tried("oauth-m2m", TriedOutcome.NOT_TRIED, "basic was chosen"));
  }

  @Test
  void select_failed_chainStops() {
    Selection selection = select(config(Map.of(Attribute.HOST, "x", Attribute.TOKEN, "a b")));

    assertThat(selection.source()).isEmpty();
    assertThat(selection.tried())
        .extracting(Tried::outcome)
        .containsExactly(TriedOutcome.FAILED, TriedOutcome.NOT_TRIED, TriedOutcome.NOT_TRIED);
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
        .containsExactly("pat not-tried", "basic not-tried", "oauth-m2m not-configured");
    assertThat(selection.error().orElseThrow())
        .startsWith("default auth: oauth-m2m: client_id and client_secret are required");
  }

  @Test
  void select_nothingSet_errorWithoutConfiguration() {
    assertThat(select(config(Map.of())).error().orElseThrow())
        .startsWith(
            "default auth: cannot configure default credentials, please check "
                + "https://docs.databricks.com/en/dev-tools/auth.html"
                + "#databricks-client-unified-authentication to configure credentials for your "
                + "preferred authentication method. Tried: pat: host and token are required")
        .endsWith(
            "(it needs host, client_id, client_secret). There is no profile file ~/.databrickscfg");
  }

  @Test
  void select_namedProfileAndNoFile_saysThatItIsMissing() {
    Map<String, String> environment =
        Map.of("DATABRICKS_CONFIG_PROFILE", "prod", "DATABRICKS_CONFIG_FILE", "/etc/none");
    ResolvedConfig config =
        new ConfigResolver(environment::get, path -> Optional.empty()).resolve(Map.of());

    assertThat(select(config).error().orElseThrow())
        .contains(". There is no profile file /etc/none. Config: profile=prod");
  }

  @Test
  void select_fileWithoutCredentials_isNotCalledMissing() {
    ResolvedConfig config =
        new ConfigResolver(name -> null, path -> Optional.of("[DEFAULT]\n")).resolve(Map.of());

    assertThat(select(config).error().orElseThrow()).doesNotContain("profile file");
  }

  @Test
  void standard_order_asDocumented() {
    assertThat(CredentialChain.standard().providers())
        .extracting(CredentialProvider::authType)
        .containsExactly("pat", "basic", "oauth-m2m");
  }

  private Selection select(ResolvedConfig config) {
    MutableClock clock = new MutableClock();
    ManualExecutor executor = new ManualExecutor();
    CredentialContext context =
        new CredentialContext(
            transport,
            new TokenCache(clock, executor),
            clock,
            executor,
            UserAgent.create(name -> null, "25", "Linux"),
            name -> null);
    Selection selection = CredentialChain.standard().select(config, context);
    assertThat(executor.waiting()).isZero();
    return selection;
  }

  private static ResolvedConfig config(Map<Attribute, String> arguments) {
    return new ConfigResolver(name -> null, path -> Optional.empty()).resolve(arguments);
  }

  record Case(String name, JsonNode row) {

    ResolvedConfig resolve() {
      Map<String, String> environment = new HashMap<>(JsonTable.texts(row.path("environment")));
      environment.put("HOME", "/home/ann");
      Map<Attribute, String> arguments = new EnumMap<>(Attribute.class);
      JsonTable.texts(row.path("arguments"))
          .forEach((key, value) -> arguments.put(Attribute.named(key).orElseThrow(), value));
      Optional<String> file = Optional.ofNullable(row.get("file")).map(Case::lines);
      return new ConfigResolver(environment::get, path -> file).resolve(arguments);
    }

    private static String lines(JsonNode name) {
      List<JsonNode> lines =
          StreamSupport.stream(TABLE.path("files").path(name.asText()).spliterator(), false)
              .toList();
      return lines.stream().map(JsonNode::asText).collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
