package io.lakegate.sdk.credential;

import static io.lakegate.sdk.credential.ScriptedPrograms.chosen;
import static io.lakegate.sdk.credential.ScriptedPrograms.config;
import static io.lakegate.sdk.credential.ScriptedPrograms.fails;
import static io.lakegate.sdk.credential.ScriptedPrograms.prints;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.http.HeaderField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Databricks CLI is asked, and how what it says is taken. */
final class DatabricksCliTest {

  private static final ResolvedConfig HOST = config(Map.of(Attribute.HOST, "https://h"));
  private static final String VERSION = "{\"Major\":0,\"Minor\":296,\"Patch\":0}";

  private final ScriptedPrograms programs = new ScriptedPrograms();

  private static String token(String token, String expiry) {
    return "{\"access_token\":\"%s\",\"token_type\":\"bearer\",\"expiry\":\"%s\"}"
        .formatted(token, expiry);
  }

  private void answers(CommandResult result) {
    programs.answering(words -> words.startsWith("version") ? prints(VERSION) : result);
  }

  private Outcome configure(ResolvedConfig config) {
    return new DatabricksCliProvider().configure(config, programs.context());
  }

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
                DatabricksCli.question(
                    config(row.config()), new CliVersion(row.major(), row.minor(), row.patch()))))
        .isEqualTo("auth token " + row.words());
  }

  record Scoped(String claim, String scopes, boolean byName, Class<? extends Outcome> outcome) {}

  static Stream<Scoped> scopes() {
    return Stream.of(
        new Scoped("sql offline_access", "sql", false, Outcome.Chosen.class),
        new Scoped("sql offline_access", "sql", true, Outcome.Chosen.class),
        new Scoped("all-apis offline_access", "sql", true, Outcome.Failed.class),
        new Scoped("all-apis offline_access", "sql", false, Outcome.NotConfigured.class),
        new Scoped("clusters sql", "clusters,sql", false, Outcome.Chosen.class),
        new Scoped("sql clusters", "compute,sql", true, Outcome.Failed.class),
        new Scoped("", "sql", true, Outcome.Chosen.class),
        new Scoped("all-apis", "all-apis,offline_access", true, Outcome.Chosen.class));
  }

  @ParameterizedTest
  @MethodSource("scopes")
  void configure_tokensScopes_comparedWithThoseConfigured(Scoped row) {
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
    answers(prints(token(jwt, "2099-01-01T00:00:00Z")));

    assertThat(configure(config(texts))).isInstanceOf(row.outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T13:19:48.007742617Z, 2026-03-01T13:19:48.007742617Z",
    "2026-03-02T00:59:01.40081+11:00, 2026-03-01T13:59:01.400810Z",
    "2026-03-01 14:06:05, 2026-03-01T14:06:05Z",
    "2026-03-01 14:06:05.25, 2026-03-01T14:06:05.250Z"
  })
  void configure_expiry_readAndKept(String printed, String end) {
    answers(prints(token("t0", printed)));

    Credential credential = chosen(configure(HOST)).ready().orElseThrow();

    assertThat(credential.headers()).containsExactly(new HeaderField("Authorization", "Bearer t0"));
    assertThat(credential.expiry()).map(Object::toString).contains(end);
    assertThat(programs.asked())
        .containsExactly("version --output json", "auth token --host https://h --force-refresh");
  }

  @Test
  void configure_again_tokenIsHeldAndNothingRuns() {
    answers(prints(token("t0", "2026-03-01T13:00:00Z")));
    CredentialSource first = chosen(configure(HOST));
    programs.asked().clear();

    CredentialSource second = chosen(configure(HOST));

    assertThat(second.ready()).isEqualTo(first.ready());
    assertThat(programs.asked()).isEmpty();
  }

  record Refused(String name, CommandResult result, Outcome outcome, boolean permanent) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refusals() {
    String login = "; log in: databricks auth login --host https://h";
    String corrupt = "cannot unmarshal CLI result: ";
    return Stream.of(
        new Refused(
            "never logged in",
            fails(1, "Error: databricks OAuth is not configured for this host"),
            new Outcome.NotConfigured(
                "Error: databricks OAuth is not configured for this host" + login),
            true),
        new Refused(
            "login has ended",
            fails(1, "Error: the refresh token is invalid"),
            new Outcome.Failed(
                "cannot get access token: Error: the refresh token is invalid" + login),
            true),
        new Refused(
            "tells itself what to do",
            fails(1, "Error: no. Run:\n $ databricks auth login --host https://h"),
            new Outcome.Failed(
                "cannot get access token: Error: no. Run: $ databricks auth login --host https://h"),
            true),
        new Refused(
            "any other trouble",
            fails(2, "Error: dial tcp: lookup h"),
            new Outcome.Failed("cannot get access token: Error: dial tcp: lookup h"),
            false),
        new Refused(
            "says nothing",
            fails(3, ""),
            new Outcome.Failed("cannot get access token: it ended with status 3"),
            false),
        new Refused(
            "prints a token and fails",
            new CommandResult.Ended(1, token("canary-0123456789abcdef", "x"), ""),
            new Outcome.Failed("cannot get access token: it ended with status 1"),
            false),
        new Refused(
            "too slow",
            ScriptedPrograms.SLOW,
            new Outcome.Failed("the CLI gave no token within 30 s"),
            false),
        new Refused(
            "gone",
            new CommandResult.NotStarted("it is gone"),
            new Outcome.NotConfigured("it is gone"),
            false),
        new Refused(
            "no token",
            prints("{}"),
            new Outcome.Failed(corrupt + "it printed no access_token"),
            false),
        new Refused(
            "no text that can be sent",
            prints(token("a b", "2099-01-01T00:00:00Z")),
            new Outcome.Failed(corrupt + "it printed no access_token"),
            false),
        new Refused(
            "no end",
            prints(token("canary", "soon")),
            new Outcome.Failed("cannot parse expiry: it is no time such as 2026-03-01T12:00:00Z"),
            false));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void configure_noToken_saysWhy(Refused row) {
    answers(row.result());

    assertThat(configure(HOST)).isEqualTo(row.outcome()).asString().doesNotContain("canary");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void obtain_noTokenAnyMore_saysWhyAndWhetherForGood(Refused row) {
    answers(prints(token("t0", "2026-03-01T12:10:00Z")));
    CredentialSource source = chosen(configure(HOST));
    programs.clock.move(Duration.ofMinutes(10));
    answers(row.result());

    assertThat(source.obtain())
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .extracting(Throwable::getCause, InstanceOfAssertFactories.type(CredentialException.class))
        .satisfies(e -> assertThat(e).hasMessageStartingWith("databricks-cli: "))
        .satisfies(e -> assertThat(e.permanent()).isEqualTo(row.permanent()));
  }

  @Test
  void obtain_expired_runsAgainWithTheKnownVersion() {
    answers(prints(token("t0", "2026-03-01T12:10:00Z")));
    CredentialSource source = chosen(configure(HOST));
    programs.clock.move(Duration.ofMinutes(10));
    programs.asked().clear();
    answers(prints(token("t1", "2026-03-01T13:10:00Z")));

    assertThat(source.obtain().join().headers())
        .isEqualTo(List.of(new HeaderField("Authorization", "Bearer t1")));
    assertThat(programs.asked()).containsExactly("auth token --host https://h --force-refresh");
  }

  @Test
  void obtain_versionUnknown_isAskedForAgain() {
    programs.answering(
        words ->
            words.startsWith("version")
                ? ScriptedPrograms.SLOW
                : prints(token("t0", "2026-03-01T12:00:10Z")));
    CredentialSource source = chosen(configure(HOST));

    assertThat(source.obtain().join()).isNotNull();
    assertThat(programs.asked())
        .containsExactly(
            "version --output json",
            "auth token --host https://h",
            "version --output json",
            "auth token --host https://h");
  }
}
