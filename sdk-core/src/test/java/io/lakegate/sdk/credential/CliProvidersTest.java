package io.lakegate.sdk.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.CommandRunner;
import io.lakegate.sdk.command.Program;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.config.ResolvedValue;
import io.lakegate.sdk.http.UserAgent;
import io.lakegate.sdk.oauth.TokenCache;
import io.lakegate.sdk.testing.FakeTransport;
import io.lakegate.sdk.testing.MutableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the two command line programs are asked, and how what they say is taken. */
final class CliProvidersTest {

  private static final String AZURE = "https://adb-1.2.azuredatabricks.net";
  private static final String AZ_TOKEN = "{\"accessToken\":\"canary\"}";

  private final List<String> asked = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Version\":\"0.295.0\",\"Major\":0,\"Minor\":295,\"Patch\":0} | 0.295.0",
        "{\"Major\":1,\"Minor\":0,\"Patch\":0,\"Prerelease\":\"dev\"} | 1.0.0",
        "{\"Major\":\"1\",\"Minor\":0,\"Patch\":0} | 0.0.0",
        "{\"Major\":1,\"Minor\":0} | 0.0.0",
        "Databricks CLI v0.207.0 | 0.0.0",
        "'' | 0.0.0"
      })
  void version_printed_readOrUnknown(String printed, String version) {
    CliVersion read = CliVersion.of(new CommandResult.Ended(0, printed, ""));

    assertThat(read.major() + "." + read.minor() + "." + read.patch()).isEqualTo(version);
  }

  @Test
  void version_noAnswer_unknown() {
    assertThat(CliVersion.of(new CommandResult.TimedOut(Duration.ofSeconds(5))))
        .isEqualTo(CliVersion.UNKNOWN);
    assertThat(CliVersion.of(new CommandResult.NotStarted("no"))).isEqualTo(CliVersion.UNKNOWN);
    assertThat(CliVersion.of(new CommandResult.Ended(1, "{\"Major\":1}", "")))
        .isEqualTo(CliVersion.UNKNOWN);
  }

  static Stream<Question> questions() {
    Map<Attribute, String> host = Map.of(Attribute.HOST, "https://h");
    Map<Attribute, String> account =
        Map.of(Attribute.HOST, "https://accounts.h", Attribute.ACCOUNT_ID, "A");
    Map<Attribute, String> profile = Map.of(Attribute.HOST, "https://h", Attribute.PROFILE, "P");
    return Stream.of(
        new Question(host, 0, 200, 0, "--host https://h"),
        new Question(host, 0, 0, 0, "--host https://h"),
        new Question(host, 0, 296, 0, "--host https://h --force-refresh"),
        new Question(account, 0, 200, 0, "--host https://accounts.h --account-id A"),
        new Question(
            account, 0, 296, 0, "--host https://accounts.h --account-id A --force-refresh"),
        new Question(profile, 0, 207, 1, "--profile P"),
        new Question(profile, 0, 207, 0, "--host https://h"),
        new Question(profile, 0, 0, 0, "--host https://h"),
        new Question(profile, 1, 0, 0, "--profile P --force-refresh"));
  }

  record Question(Map<Attribute, String> config, int major, int minor, int patch, String words) {}

  @ParameterizedTest
  @MethodSource("questions")
  void question_configAndVersion_words(Question row) {
    assertThat(
            String.join(
                " ",
                DatabricksCliProvider.question(
                    config(row.config()), new CliVersion(row.major(), row.minor(), row.patch()))))
        .isEqualTo("auth token " + row.words());
  }

  record Scoped(String claim, String scopes, boolean byName, String outcome) {}

  static Stream<Scoped> scopes() {
    return Stream.of(
        new Scoped("sql offline_access", "sql", false, "Pending"),
        new Scoped("sql offline_access", "sql", true, "Pending"),
        new Scoped("all-apis offline_access", "sql", true, "Failed"),
        new Scoped("all-apis offline_access", "sql", false, "NotConfigured"),
        new Scoped("clusters sql", "clusters,sql", false, "Pending"),
        new Scoped("sql clusters", "compute,sql", true, "Failed"),
        new Scoped("", "sql", true, "Pending"),
        new Scoped("all-apis", "all-apis,offline_access", true, "Pending"));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void databricksCli_tokensScopes_comparedWithThoseConfigured(Scoped row) {
    Map<Attribute, String> texts = new EnumMap<>(Attribute.class);
    texts.put(Attribute.HOST, "https://h");
    texts.put(Attribute.SCOPES, row.scopes());
    if (row.byName()) {
      texts.put(Attribute.AUTH_TYPE, "databricks-cli");
    }
    String payload = row.claim().isEmpty() ? "{}" : "{\"scope\":\"" + row.claim() + "\"}";
    String jwt =
        "e30."
            + Base64.getUrlEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
            + ".s";

    Outcome outcome =
        new DatabricksCliProvider()
            .configure(
                config(texts), context(_ -> ended(0, "{\"access_token\":\"" + jwt + "\"}", "")));

    assertThat(outcome.getClass().getSimpleName()).isEqualTo(row.outcome());
  }

  @Test
  void databricksCli_tooSlow_failed() {
    Outcome outcome =
        new DatabricksCliProvider()
            .configure(
                config(Map.of(Attribute.HOST, "https://h")),
                context(_ -> new CommandResult.TimedOut(Duration.ofSeconds(30))));

    assertThat(outcome).isEqualTo(new Outcome.Failed("the CLI gave no token within 30 s"));
  }

  @Test
  void azureCli_tenantAndSubscription_areAsked() {
    azure(
        Map.of(
            Attribute.HOST, AZURE,
            Attribute.AZURE_TENANT_ID, "tenant",
            Attribute.AZURE_WORKSPACE_RESOURCE_ID, "/subscriptions/sub/resourceGroups/g"),
        _ -> ended(0, AZ_TOKEN, ""));

    assertThat(asked)
        .containsExactly(
            "account get-access-token --resource 2ff814a6-3304-4ab8-85cb-cd0e6f879c1d --output json"
                + " --tenant tenant --subscription sub");
  }

  @Test
  void azureCli_subscriptionRefused_askedWithout() {
    Outcome outcome =
        azure(
            Map.of(Attribute.HOST, AZURE, Attribute.AZURE_WORKSPACE_RESOURCE_ID, "/s/sub/g"),
            words ->
                words.contains("--subscription") ? ended(1, "", "no") : ended(0, AZ_TOKEN, ""));

    assertThat(outcome).isEqualTo(new Outcome.Pending());
    assertThat(asked).hasSize(2);
    assertThat(asked.getLast()).endsWith("--output json");
  }

  @Test
  void azureCli_complaintWithASecret_masked() {
    Outcome outcome =
        azure(
            Map.of(Attribute.HOST, AZURE, Attribute.AZURE_CLIENT_SECRET, "canary"),
            _ -> ended(1, "", "bad\n  secret canary"));

    assertThat(outcome).isEqualTo(new Outcome.Failed("cannot get access token: bad secret ***"));
  }

  @Test
  void azureCli_troubleWithTheProgram_told() {
    Map<Attribute, String> host = Map.of(Attribute.HOST, AZURE);

    assertThat(azure(host, _ -> new CommandResult.TimedOut(Duration.ofSeconds(30))))
        .isEqualTo(new Outcome.Failed("az gave no token within 30 s"));
    assertThat(azure(host, _ -> new CommandResult.NotStarted("broken")))
        .isEqualTo(new Outcome.NotConfigured("broken"));
    assertThat(azure(host, _ -> ended(0, "{}", ""))).isInstanceOf(Outcome.Failed.class);
    assertThat(azure(host, _ -> ended(3, "", "")))
        .isEqualTo(new Outcome.Failed("cannot get access token: it ended with status 3"));
  }

  private Outcome azure(
      Map<Attribute, String> texts, Function<List<String>, CommandResult> answer) {
    return new AzureCliProvider().configure(config(texts), context(answer));
  }

  private static CommandResult ended(int status, String out, String err) {
    return new CommandResult.Ended(status, out, err);
  }

  private CredentialContext context(Function<List<String>, CommandResult> answer) {
    CommandRunner runner =
        new CommandRunner() {
          @Override
          public List<Program> find(String name) {
            return List.of(new Program("/bin/" + name, 9_000_000));
          }

          @Override
          public CommandResult run(Program program, List<String> arguments, Duration limit) {
            asked.add(String.join(" ", arguments));
            return answer.apply(arguments);
          }
        };
    MutableClock clock = new MutableClock();
    return new CredentialContext(
        new FakeTransport(),
        new TokenCache(clock, Runnable::run),
        clock,
        Runnable::run,
        UserAgent.create(name -> null, "25", "Linux"),
        new Machine(name -> null, path -> Optional.empty(), runner));
  }

  private static ResolvedConfig config(Map<Attribute, String> texts) {
    Map<Attribute, ResolvedValue> values = new EnumMap<>(Attribute.class);
    texts.forEach((key, text) -> values.put(key, new ResolvedValue(text, "argument")));
    return new ResolvedConfig("DEFAULT", values);
  }
}
