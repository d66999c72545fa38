package io.lakegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.ConfigInputs;
import io.lakegate.gateway.config.ConfigLoader;
import io.lakegate.gateway.config.Environment;
import io.lakegate.gateway.config.GatewayConfig;
import io.lakegate.sdk.command.CommandRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a start is refused for, found without starting. */
final class StartCheckTest {

  private static final String GOOD = "[DEFAULT]\nhost = https://a.example\ntoken = dapi-canary\n";

  /**
   * A start.
   *
   * @param flags {@code key=value}
   * @param file the profile file, nothing where there is none
   * @param problems what each problem says, in order
   */
  record Start(
      String name,
      Map<String, String> environment,
      List<String> flags,
      String file,
      List<List<String>> problems) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Start> starts() {
    List<String> waysOut =
        List.of(
            "the default profile: Nothing is configured; for a personal access token add host and"
                + " token to [DEFAULT] in /home/ann/.databrickscfg, or set DATABRICKS_HOST and"
                + " DATABRICKS_TOKEN",
            "default auth: cannot configure default credentials");
    Map<String, String> host = Map.of("DATABRICKS_HOST", "https://a.example");
    return Stream.of(
        new Start("good", Map.of(), List.of(), GOOD, List.of()),
        new Start(
            "a workspace known by its resource id, which is not asked for",
            Map.of(
                "ARM_CLIENT_ID", "app",
                "ARM_CLIENT_SECRET", "canary",
                "ARM_TENANT_ID", "t",
                "DATABRICKS_AZURE_RESOURCE_ID", "/subscriptions/s/w"),
            List.of(),
            "",
            List.of()),
        new Start("nothing at all", Map.of(), List.of(), "", List.of(waysOut)),
        new Start(
            "no file",
            Map.of("HOME", "/home/ann"),
            List.of(),
            "",
            List.of(List.of("There is no profile file /home/ann/.databrickscfg"))),
        new Start(
            "a host alone",
            host,
            List.of(),
            "",
            List.of(List.of("the default profile: No credentials", "or set DATABRICKS_TOKEN"))),
        new Start(
            "no file for a named profile",
            Map.of("HOME", "/home/ann"),
            List.of("profile=prod"),
            "",
            List.of(List.of("the profile prod: ", "/home/ann/.databrickscfg", "no such file"))),
        new Start(
            "the one named profile, without credentials",
            Map.of(),
            List.of("profile=bare"),
            "[bare]\nhost = https://b.example\n",
            List.of(List.of("the profile bare: No credentials are configured"))),
        new Start(
            "a profile named twice, without credentials",
            Map.of("DATABRICKS_CONFIG_PROFILE", "bare"),
            List.of("profile=bare"),
            "[bare]\nhost = https://b.example\n",
            List.of(List.of("the default profile bare: No credentials are configured"))),
        new Start(
            "a named profile without credentials",
            Map.of(),
            List.of("profile=bare"),
            GOOD + "[bare]\nhost = https://b.example\n",
            List.of(
                List.of(
                    "the profile bare: No credentials are configured",
                    "[bare] in /home/ann/.databrickscfg",
                    "profiles.bare"))),
        new Start(
            "one of the file without credentials, which nobody asked for",
            Map.of(),
            List.of("profiles-from-file=all"),
            GOOD + "[bare]\nhost = https://b.example\n[homeless]\ntoken = canary\n",
            List.of()),
        new Start(
            "two of the file that are asked for and bad, and one that is not",
            Map.of(),
            List.of("profiles-from-file=all", "profile=bare", "required-profiles=homeless"),
            GOOD
                + "[bare]\nhost = https://b.example\n[homeless]\ntoken = canary\n"
                + "[other]\ntoken = canary\n",
            List.of(List.of("the profile bare: "), List.of("the profile homeless: "))),
        new Start(
            "a token that is none",
            Map.of(),
            List.of(),
            GOOD + "[DEFAULT]\ntoken = dapi canary\n",
            List.of(List.of("the default profile: default auth: pat: the token from"))),
        new Start(
            "several required profiles that are not served",
            Map.of(),
            List.of("required-profiles=x,DEFAULT,y"),
            GOOD,
            List.of(
                List.of("required-profiles: the profile 'x' is not served; served are DEFAULT"),
                List.of("required-profiles: the profile 'y' is not served"))),
        new Start(
            "a required profile that is not served beside one that is broken",
            Map.of(),
            List.of("required-profiles=x,gone", "profile=gone"),
            GOOD,
            List.of(
                List.of("the profile gone: ", "has no gone profile configured"),
                List.of("required-profiles: the profile 'x' is not served"))),
        new Start(
            "the gateway as its own origin",
            Map.of("DATABRICKS_HOST", "http://localhost:8484", "DATABRICKS_TOKEN", "dapi-canary"),
            List.of(),
            "",
            List.of(List.of("http://localhost:8484", "itself"))));
  }

  @ParameterizedTest
  @MethodSource("starts")
  void problems_start_everyOneAndNoSecret(Start row) {
    List<String> problems =
        StartCheck.problems(config(row), surroundings(row)).stream()
            .filter(line -> !line.startsWith("  "))
            .toList();

    assertThat(problems).hasSameSizeAs(row.problems).noneMatch(text -> text.contains("canary"));
    for (int i = 0; i < problems.size(); i++) {
      assertThat(problems.get(i)).contains(row.problems.get(i));
    }
  }

  @Test
  void problems_nothingConfigured_everyTypeOnALineOfItsOwnAfterThePoint() {
    Start row = new Start("", Map.of(), List.of(), "", List.of());
    List<String> lines = StartCheck.problems(config(row), surroundings(row));

    assertThat(lines.getFirst()).startsWith("the default profile: ").doesNotContain("pat: ");
    assertThat(lines.subList(1, lines.size()))
        .startsWith("  pat: host and token are required")
        .endsWith("  'lakegate demo' needs no credentials")
        .allMatch(line -> line.startsWith("  ") && line.length() < 900)
        .hasSizeGreaterThan(14);
  }

  private static GatewayConfig config(Start row) {
    Map<String, List<String>> flags = new HashMap<>();
    for (String flag : row.flags) {
      int equals = flag.indexOf('=');
      flags.put(flag.substring(0, equals), List.of(flag.substring(equals + 1)));
    }
    ConfigInputs inputs =
        new ConfigInputs(
            flags, Environment.of(row.environment), Optional.<Path>empty(), path -> "");
    return ConfigLoader.load(inputs).config();
  }

  private static Surroundings surroundings(Start row) {
    return new Surroundings(
        name -> row.environment.getOrDefault(name, name.equals("HOME") ? "/home/ann" : null),
        _ -> Optional.of(row.file).filter(text -> !text.isEmpty()),
        CommandRunner.NONE,
        InstantSource.system(),
        RandomGenerator.getDefault(),
        "25",
        "Linux");
  }
}
