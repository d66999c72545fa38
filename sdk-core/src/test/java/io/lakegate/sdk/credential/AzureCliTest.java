package io.lakegate.sdk.credential;

import static io.lakegate.sdk.credential.ScriptedPrograms.chosen;
import static io.lakegate.sdk.credential.ScriptedPrograms.config;
import static io.lakegate.sdk.credential.ScriptedPrograms.fails;
import static io.lakegate.sdk.credential.ScriptedPrograms.prints;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.config.Attribute;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.credential.ProgramReply.Cause;
import io.lakegate.sdk.http.HeaderField;
import io.lakegate.sdk.oauth.Token;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Azure CLI is asked, and how what it says is taken. */
final class AzureCliTest {

  private static final String AZURE = "https://adb-1.2.azuredatabricks.net";
  private static final String APPLICATION = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
  private static final String MANAGEMENT = "https://management.core.windows.net/";
  private static final String ID = "/subscriptions/sub/resourceGroups/g";
  private static final String TOKEN = "{\"accessToken\":\"t0\",\"expires_on\":1772370000}";
  private static final ResolvedConfig HOST = config(Map.of(Attribute.HOST, AZURE));

  private final ScriptedPrograms programs = new ScriptedPrograms();

  /** What is asked of the program, in short: the resource is left out. */
  private static String ask(String resource, String more) {
    return ("account get-access-token --resource " + resource + " --output json " + more).strip();
  }

  record Plan(
      String name, String tenant, String login, String resourceId, String refused, String asked) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Plan> plans() {
    String user = "{\"user\":{\"type\":\"user\",\"name\":\"servicePrincipal\"}}";
    String principal = "{\"user\":{\"type\":\"servicePrincipal\",\"name\":\"a-b\"}}";
    String system =
        "{\"user\":{\"type\":\"servicePrincipal\",\"name\":\"systemAssignedIdentity\"}}";
    String own = "{\"user\":{\"type\":\"servicePrincipal\",\"name\":\"userAssignedIdentity\"}}";
    return Stream.of(
        new Plan("nothing known", "", user, "", "-", ""),
        new Plan("subscription", "", user, ID, "-", "--subscription sub"),
        new Plan("subscription refused", "", user, ID, "--subscription", "--subscription sub|"),
        new Plan("subscription empty", "", user, "/subscriptions//g", "-", ""),
        new Plan("id too short", "", user, "/subscriptions", "-", ""),
        new Plan("tenant of a user", "T", user, ID, "-", "show|--tenant T"),
        new Plan("tenant refused to a user", "T", user, ID, "--tenant", "show|--tenant T"),
        new Plan("nobody to show", "T", "", ID, "-", "show|--tenant T"),
        new Plan("principal", "T", principal, ID, "-", "show|--tenant T"),
        new Plan(
            "principal without that tenant",
            "T",
            principal,
            ID,
            "--tenant",
            "show|--tenant T|--subscription sub"),
        new Plan("system identity", "T", system, "", "-", "show|"),
        new Plan("identity of one's own", "T", own, ID, "-", "show|--subscription sub"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void ask_loginAndSettings_questionsInOrder(Plan row) {
    programs.answering(
        words -> {
          if (words.equals("account show --output json")) {
            return row.login().isEmpty() ? fails(1, "no") : prints(row.login());
          }
          return words.contains(row.refused() + " ") ? fails(1, "no") : prints(TOKEN);
        });
    ResolvedConfig config =
        row.resourceId().isEmpty()
            ? HOST
            : config(
                Map.of(
                    Attribute.HOST,
                    AZURE,
                    Attribute.AZURE_WORKSPACE_RESOURCE_ID,
                    row.resourceId()));

    ProgramReply reply =
        cli(config).ask("R", Optional.of(row.tenant()).filter(text -> !text.isEmpty()));

    assertThat(reply instanceof ProgramReply.Given)
        .isEqualTo(!row.name().equals("tenant refused to a user"));
    assertThat(programs.asked())
        .containsExactlyElementsOf(
            Stream.of(row.asked().split("\\|", -1))
                .map(more -> more.equals("show") ? "account show --output json" : ask("R", more))
                .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"expires_on\":1772370000 | 2026-03-01T13:00:00Z",
        "\"expires_on\":\"1772370000\" | 2026-03-01T13:00:00Z",
        "\"expires_on\":1772370000,\"expiresOn\":\"2030-01-01 00:00:00\" | 2026-03-01T13:00:00Z",
        "\"expires_on\":\"soon\",\"expiresOn\":\"2026-03-01 14:00:00\" | 2026-03-01T13:00:00Z",
        "\"expiresOn\":\"2026-03-01 14:00:00.250000\" | 2026-03-01T13:00:00.250Z",
        "\"expiresOn\":\"2026-03-01T14:00:00\" | 2026-03-01T13:00:00Z",
        "\"expiresOn\":\"2026-03-01T14:00:00Z\" | 2026-03-01T14:00:00Z",
        "\"expiresOn\":\"2026-03-01 14:00:00.5+02:00\" | 2026-03-01T12:00:00.500Z"
      })
  void ask_expiry_secondsOrLocalTime(String printed, String end) {
    programs.answering(
        _ -> prints("{\"accessToken\":\"t0\",\"tokenType\":\"Bearer\"," + printed + "}"));

    assertThat(cli(HOST).ask("R", Optional.empty()))
        .isEqualTo(
            new ProgramReply.Given(
                new Token(
                    "t0",
                    "Bearer",
                    Optional.empty(),
                    Optional.of(Instant.parse(end)),
                    programs.clock.instant())));
  }

  record Refused(String name, CommandResult result, String reason, Cause cause) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Refused> refusals() {
    String corrupt = "cannot unmarshal CLI result: az printed ";
    return Stream.of(
        new Refused(
            "not logged in",
            fails(1, "ERROR: Please run 'az login' to setup account."),
            "nobody is logged in: ERROR: Please run 'az login' to setup account.;"
                + " log in: az login",
            Cause.LOGGED_OUT),
        new Refused(
            "no subscription",
            fails(1, "ERROR: No subscription found."),
            "nobody is logged in: ERROR: No subscription found.; log in: az login",
            Cause.LOGGED_OUT),
        new Refused(
            "login has ended",
            fails(1, "AADSTS700082: expired. Interactive authentication is needed."),
            "nobody is logged in: AADSTS700082: expired. Interactive authentication is needed.;"
                + " log in: az login",
            Cause.LOGGED_OUT),
        new Refused(
            "other trouble",
            fails(1, "bad\n  secret s3cret-canary"),
            "cannot get access token: bad secret ***",
            Cause.TROUBLE),
        new Refused(
            "silent",
            fails(3, ""),
            "cannot get access token: it ended with status 3",
            Cause.TROUBLE),
        new Refused(
            "too slow", ScriptedPrograms.SLOW, "az gave no token within 30 s", Cause.TROUBLE),
        new Refused("gone", new CommandResult.NotStarted("gone"), "gone", Cause.ABSENT),
        new Refused("no JSON", prints("{accessToken: .."), corrupt + "no JSON", Cause.TROUBLE),
        new Refused("no token", prints("{}"), corrupt + "no accessToken", Cause.TROUBLE),
        new Refused(
            "no end",
            prints("{\"accessToken\":\"s3cret\",\"expiresOn\":\"\"}"),
            "cannot parse expiry: az printed neither an expires_on nor an expiresOn that is a time",
            Cause.TROUBLE));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void ask_noToken_saysWhy(Refused row) {
    programs.answering(_ -> row.result());
    ResolvedConfig config =
        config(Map.of(Attribute.HOST, AZURE, Attribute.AZURE_CLIENT_SECRET, "s3cret-canary"));

    assertThat(cli(config).ask("R", Optional.empty()))
        .isEqualTo(new ProgramReply.Refused(row.reason(), row.cause()));
  }

  @Test
  void ask_refusedForATenant_adviceNamesIt() {
    programs.answering(_ -> fails(1, "run az login"));

    assertThat(cli(HOST).ask("R", Optional.of("T")))
        .isEqualTo(
            new ProgramReply.Refused(
                "nobody is logged in: run az login; log in: az login --tenant T",
                Cause.LOGGED_OUT));
  }

  @Test
  void configure_tenantConfigured_tokenIsKept() {
    programs.answering(_ -> prints(TOKEN));
    CredentialSource source =
        chosen(
            new AzureCliProvider()
                .configure(
                    config(Map.of(Attribute.HOST, AZURE, Attribute.AZURE_TENANT_ID, "T")),
                    programs.context()));

    assertThat(source.ready().orElseThrow().headers())
        .containsExactly(new HeaderField("Authorization", "Bearer t0"));
    assertThat(programs.asked())
        .containsExactly("account show --output json", ask(APPLICATION, "--tenant T"));
  }

  @Test
  void configure_tenantToBeFound_askedOfTheHostWhenATokenIsNeeded() {
    programs.answering(_ -> prints(TOKEN));
    CredentialSource source = chosen(new AzureCliProvider().configure(HOST, programs.context()));

    assertThat(source.ready()).isEmpty();
    assertThat(programs.transport.requests()).isEmpty();

    programs.transport.answer(
        302, "", List.of(new HeaderField("Location", "https://login.x/T/oauth2/authorize?x=y")));
    assertThat(source.obtain().join().headers())
        .containsExactly(new HeaderField("Authorization", "Bearer t0"));
    assertThat(programs.transport.requests())
        .extracting(request -> request.uri().toString())
        .containsExactly(AZURE + "/aad/auth");
    assertThat(programs.asked())
        .containsExactly(
            ask(APPLICATION, ""), "account show --output json", ask(APPLICATION, "--tenant T"));
  }

  @Test
  void obtain_resourceId_managementTokenAndIdGoAlong() {
    programs.answering(
        words -> prints(words.contains(MANAGEMENT) ? TOKEN.replace("t0", "m0") : TOKEN));

    assertThat(withId().obtain().join().headers())
        .containsExactly(
            new HeaderField("Authorization", "Bearer t0"),
            new HeaderField("X-Databricks-Azure-SP-Management-Token", "m0"),
            new HeaderField("X-Databricks-Azure-Workspace-Resource-Id", ID));
  }

  @Test
  void obtain_managementRefused_goesOnWithoutIt() {
    programs.answering(words -> words.contains(MANAGEMENT) ? fails(1, "no") : prints(TOKEN));

    assertThat(withId().obtain().join().headers())
        .containsExactly(
            new HeaderField("Authorization", "Bearer t0"),
            new HeaderField("X-Databricks-Azure-Workspace-Resource-Id", ID));
  }

  private CredentialSource withId() {
    return chosen(
        new AzureCliProvider()
            .configure(
                config(
                    Map.of(
                        Attribute.HOST, AZURE,
                        Attribute.AZURE_TENANT_ID, "T",
                        Attribute.AZURE_WORKSPACE_RESOURCE_ID, ID)),
                programs.context()));
  }

  private AzureCli cli(ResolvedConfig config) {
    ProfileProgram az =
        new ProfileProgram(programs.context().machine(), "DEFAULT", programs.find("az").getFirst());
    return new AzureCli(az, config, programs.clock, ZoneId.of("Europe/Berlin"));
  }
}
