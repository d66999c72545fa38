package io.lakegate.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.check.CheckReport;
import io.lakegate.gateway.check.CheckRequest;
import io.lakegate.gateway.config.ConfigKey;
import io.lakegate.gateway.config.Environment;
import io.lakegate.gateway.config.ListenAddress.Loopback;
import io.lakegate.sdk.credential.Tried;
import io.lakegate.sdk.credential.TriedOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LakegateCliTest {

  private final Map<String, String> variables = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RecordingServer server = new RecordingServer();
  private Optional<ToolProvider> tool = Optional.empty();

  @TempDir private Path directory;

  private int run(String... args) {
    var context =
        new CliContext(
            Environment.of(variables),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            server,
            name -> tool.filter(found -> found.name().equals(name)),
            "1.2.3");
    return LakegateCli.run(context, args);
  }

  private List<String> out() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> err() {
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  record Line(ServeMode mode, List<String> words) {
    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  static List<Line> servingLines() {
    return List.of(
        new Line(ServeMode.SERVE, List.of("--listen", "9000")),
        new Line(ServeMode.SERVE, List.of("--listen=9000")),
        new Line(ServeMode.SERVE, List.of("serve", "--listen", "9000")),
        new Line(ServeMode.SERVE, List.of("--listen", "9000", "serve")),
        new Line(ServeMode.SERVE, List.of("--exit-zero-on-sigterm", "serve", "--listen", "9000")),
        new Line(ServeMode.DEMO, List.of("demo", "--listen", "9000")),
        new Line(ServeMode.DEMO, List.of("--listen", "9000", "demo")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servingLines")
  void run_servingLine_servesAndReturnsTheServersStatus(Line line) {
    assertThat(run(line.words().toArray(String[]::new))).isEqualTo(RecordingServer.SERVED);
    assertThat(server.modes()).containsExactly(line.mode());
    assertThat(server.configs().getFirst().config().listeners().data())
        .containsExactly(new Loopback(9000));
    assertThat(err()).isEmpty();
  }

  @Test
  void run_noArguments_servesTheDefaults() {
    assertThat(run()).isEqualTo(RecordingServer.SERVED);
    assertThat(server.modes()).containsExactly(ServeMode.SERVE);
  }

  @Test
  void run_repeatedProfile_keepsEachInOrder() {
    run("--profile", "b", "--profile=a,c");

    assertThat(server.configs().getFirst().config().profiles().requested())
        .containsExactly("b", "a", "c");
  }

  @Test
  void run_profileNamedLikeACommand_isAProfile() {
    assertThat(run("config", "--profile", "demo")).isZero();
    assertThat(out()).contains("profile = demo  # flag --profile");
  }

  @Test
  void run_configFile_isLoadedAndFlagsAreStronger() throws IOException {
    var file = Files.writeString(directory.resolve("l.yaml"), "listen: 1\nevent-loops: 2\n");

    run("--config", file.toString(), "--listen", "3");

    assertThat(server.configs().getFirst().config().listeners().data())
        .containsExactly(new Loopback(3));
    assertThat(server.configs().getFirst().config().eventLoops()).isEqualTo(2);
  }

  @Test
  void run_badConfiguration_listsAllOfItAndServesNothing() {
    variables.put("LAKEGATE_LISTENN", "1");

    assertThat(run("--event-loops", "x", "--admin=0.0.0.0:1")).isEqualTo(78);
    assertThat(err())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).startsWith("lakegate: "))
        .anySatisfy(line -> assertThat(line).contains("nearest known one is LAKEGATE_LISTEN"));
    assertThat(server.configs()).isEmpty();
  }

  @Test
  void run_badSwitch_isReportedLikeOtherBadValues() {
    assertThat(run("--exit-zero-on-sigterm=maybe")).isEqualTo(78);
    assertThat(err())
        .containsExactly(
            "lakegate: exit-zero-on-sigterm: got \"maybe\", expected true or false"
                + " (flag --exit-zero-on-sigterm)");
  }

  @ParameterizedTest
  @CsvSource({
    "--listn 8484 | unknown flag --listn; the nearest known one is --listen",
    "--queue-size=5 | unknown flag --queue-size; the nearest known one is --limits-queue-size",
    "serv | unknown command \"serv\"; the nearest known one is serve",
    "--verbose | unknown flag --verbose",
    "restart | unknown command \"restart\"",
    "serve now | unexpected argument \"now\"",
    "config --chek | unknown flag --chek; the nearest known one is --check",
    "--listen | Missing required parameter for option '--listen' (ADDRESS)",
    "--admin 1 --admin 2 | option '--admin' (ADDRESS|off) should be specified only once",
    "serve --config= | option '--config' (FILE) needs the name of a file",
    "demo --profile prod | --profile chooses profiles, and demo has none to choose from",
    "--profile=prod demo | --profile chooses profiles, and demo has none to choose from",
    "demo --profiles-from-file all | --profiles-from-file chooses profiles",
    "demo --required-profiles a | --required-profiles chooses profiles",
    "--profile prod sandbox | --profile chooses profiles, and sandbox has none"
  })
  void run_badUsage_isExplained(String both) {
    var parts = both.split(" \\| ", 2);

    assertThat(run(parts[0].split(" "))).isEqualTo(64);
    assertThat(err()).anyMatch(line -> line.startsWith("lakegate: " + parts[1]));
    assertThat(err().getLast()).matches("lakegate: see lakegate.* --help");
    assertThat(server.configs()).isEmpty();
  }

  @Test
  void run_severalUnknownFlags_areAllReportedAndTheirValuesAreNot() {
    assertThat(run("--tokn", "dapi-1", "--pasword=dapi-2")).isEqualTo(64);
    assertThat(err()).hasSize(3).allSatisfy(line -> assertThat(line).doesNotContain("dapi"));
  }

  @Test
  void run_atSignInAValue_isNoFileOfArguments() throws IOException {
    var file = Files.writeString(directory.resolve("args"), "--event-loops 3");

    assertThat(run("@" + file)).isEqualTo(64);
  }

  @Test
  void run_check_asksTheServerAndPrintsWhatItSays() {
    server.reports(
        new CheckReport(
            "prod",
            Optional.of("pat"),
            new CheckReport.Facts(
                Optional.of("https://h"), Optional.empty(), Optional.of("7"), false),
            List.of(new CheckReport.Shown("token", "***", "argument")),
            List.of(new Tried("pat", TriedOutcome.CHOSEN, "its inputs are complete")),
            Optional.empty(),
            List.of(),
            List.of("tokn (line 2); the nearest is token")));

    assertThat(run("check", "--profile", "prod", "--set", "token=a=b", "--set=host=h", "--online"))
        .isZero();
    assertThat(server.checks())
        .containsExactly(
            new CheckRequest(Optional.of("prod"), Map.of("token", "a=b", "host", "h"), true));
    assertThat(out())
        .contains("profile = prod", "auth type = pat", "  token = ***  # argument")
        .endsWith("ignored: tokn (line 2); the nearest is token")
        .anySatisfy(line -> assertThat(line).matches("  pat +chosen +its inputs are complete"));
    assertThat(err()).isEmpty();
  }

  @Test
  void run_checkThatChoseNothing_whatToDoAfterTheTable() {
    server.reports(
        new CheckReport(
            "prod",
            Optional.empty(),
            new CheckReport.Facts(Optional.empty(), Optional.empty(), Optional.empty(), false),
            List.of(new CheckReport.Shown("username", "a\nlakegate: b", "argument")),
            List.of(new Tried("pat", TriedOutcome.NOT_CONFIGURED, "token is required")),
            Optional.of("add a token. Tried: pat: token is required"),
            List.of("add a token"),
            List.of()));

    assertThat(run("check")).isEqualTo(78);
    assertThat(out()).contains("  username = a\\u000alakegate: b  # argument");
    assertThat(err()).containsExactly("lakegate: add a token");
  }

  @Test
  void run_checkOfAnUnreadableProfile_itsProblemsAlone() {
    server.reports(CheckReport.unreadable("x", List.of("one", "two")));

    assertThat(run("check", "--profile=x")).isEqualTo(78);
    assertThat(out()).isEmpty();
    assertThat(err()).containsExactly("lakegate: one", "lakegate: two");
  }

  @Test
  void run_checkAsJson_oneObjectOfTheAgreedShape() throws IOException {
    assertThat(run("check", "--json")).isEqualTo(78);

    var report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(report.properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "profile",
            "auth_type",
            "host",
            "account_id",
            "workspace_id",
            "is_azure",
            "attributes",
            "tried",
            "error",
            "ignored");
    assertThat(report.path("error").asText()).isEqualTo("nothing was said");
    assertThat(err()).isEmpty();
  }

  @Test
  void run_checkWithABadSetting_saysSoInTheReport() throws IOException {
    variables.put("LAKEGATE_LISTENN", "1");

    assertThat(run("check", "--json", "--profile=p")).isEqualTo(78);
    var report = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(report.path("profile").asText()).isEqualTo("p");
    assertThat(report.path("error").asText()).contains("LAKEGATE_LISTENN");
    assertThat(server.checks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check --profile=",
        "check --profile=a,b",
        "serve --profile=",
        "config --profile="
      })
  void run_profileThatIsNoName_isBadUsage(String line) {
    assertThat(run(line.split(" "))).isEqualTo(64);
    assertThat(err().getFirst()).contains("--profile").contains("profile");
    assertThat(server.checks()).isEmpty();
  }

  @Test
  void run_checkSetWithoutAName_isBadUsageAndTheTextIsNotTold() {
    assertThat(run("check", "--set", "canary")).isEqualTo(64);
    assertThat(err()).hasSize(1).allSatisfy(line -> assertThat(line).doesNotContain("canary"));
  }

  @Test
  void run_config_printsEveryKeyWithItsSource() {
    variables.put("LAKEGATE_LOG_FORMAT", "json");

    assertThat(run("config", "--limits-queue-size", "7")).isZero();
    assertThat(out())
        .hasSize(ConfigKey.all().size() + 1)
        .contains(
            "served.DEFAULT.host = https://h  # argument",
            "limits.queue-size = 7  # flag --limits-queue-size",
            "log.format = json  # environment LAKEGATE_LOG_FORMAT",
            "retry-timeout = 300s  # default",
            "profile = (none)  # default");
  }

  @Test
  void run_configWithSecrets_masksThem() throws IOException {
    var yaml = "profiles:\n  p:\n    host: https://h.example\n    token: dapi-secret\n";
    var file = Files.writeString(directory.resolve("l.yaml"), yaml);

    assertThat(run("config", "--config", file.toString())).isZero();
    assertThat(out())
        .contains("profiles.p.host = https://h.example  # " + file + ":3")
        .contains("profiles.p.token = ***  # " + file + ":4")
        .noneMatch(line -> line.contains("dapi-secret"));
  }

  @Test
  void run_configCheck_saysOnlyWhetherItIsFine() {
    assertThat(run("config", "--check")).isZero();
    assertThat(out()).containsExactly("ok");

    assertThat(run("config", "--check", "--config", directory.resolve("gone").toString()))
        .isEqualTo(78);
    assertThat(out()).containsExactly("ok");
    assertThat(err()).singleElement().asString().contains("there is no such file");
  }

  @Test
  void run_configCheckOfWhatCannotBeServed_saysAllOfIt() {
    server.finds("no credentials", "no profile 'x'");

    assertThat(run("config", "--check", "--listen", "3")).isEqualTo(78);
    assertThat(server.configs().getFirst().config().listeners().data())
        .containsExactly(new Loopback(3));
    assertThat(out()).isEmpty();
    assertThat(err()).containsExactly("lakegate: no credentials", "lakegate: no profile 'x'");
  }

  @Test
  void run_version_printsIt() {
    assertThat(run("--version")).isZero();
    assertThat(out()).containsExactly("lakegate 1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "serve --help", "config --help"})
  void run_help_listsEveryKeyWithItsReasonAndDefault(String line) {
    assertThat(run(line.split(" "))).isZero();

    var help = String.join(" ", out()).replaceAll("\\s+", "");
    assertThat(ConfigKey.all())
        .allSatisfy(
            key ->
                assertThat(help)
                    .contains(key.flag() + (key.isSwitch() ? "[=" : "=") + key.placeholder())
                    .contains(key.why().replaceAll("\\s+", ""))
                    .contains(
                        "Default:" + (key.defaultText().isEmpty() ? "none" : key.defaultText())));
    assertThat(help).contains("--config=FILE");
  }

  @Test
  void run_helpOfDemo_listsEveryKeyButThoseThatItCannotHonour() {
    assertThat(run("demo", "-h")).isZero();

    var help = String.join("\n", out());
    assertThat(ConfigKey.all())
        .allSatisfy(
            key ->
                assertThat(help.contains("--" + key.name().replace('.', '-')))
                    .as(key.name())
                    .isEqualTo(!Commands.CHOOSING_PROFILES.contains(key.name())));
  }

  @Test
  void run_help_listsTheCommandsAndExitStatuses() {
    run("--help");

    assertThat(String.join("\n", out()))
        .contains("serve", "demo", "sandbox", "config", "${env:NAME}");
    assertThat(ExitCode.values())
        .allSatisfy(
            code -> assertThat(out()).contains("%5d  %s".formatted(code.status(), code.meaning())));
  }

  @Test
  void run_sandbox_passesItsWordsOnUnread() {
    var tools = new RecordingTool();
    tool = Optional.of(tools);

    assertThat(run("sandbox", "--port", "0", "--help", "@x")).isEqualTo(7);
    assertThat(tools.words).containsExactly("--port", "0", "--help", "@x");
  }

  @Test
  void run_sandboxAbsent_saysSo() {
    assertThat(run("sandbox")).isEqualTo(1);
    assertThat(err())
        .containsExactly(
            "lakegate: this installation has no lib/sandbox, so there is no sandbox workspace to"
                + " run");
  }

  private static final class RecordingTool implements ToolProvider {
    private final List<String> words = new ArrayList<>();

    @Override
    public String name() {
      return "lakegate-sandbox";
    }

    @Override
    public int run(PrintWriter out, PrintWriter err, String... args) {
      words.addAll(List.of(args));
      return 7;
    }
  }
}
