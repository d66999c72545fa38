package io.lakegate.sdk.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sdk.error.ConfigException;
import io.lakegate.sdk.error.ConfigException.Problem;
import io.lakegate.sdk.testing.JsonTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigResolverTest {

  private static final String FILE =
      """
      [DEFAULT]
      token = default-token
      [prod]
      host = https://prod
      token = prod-token
      [empty]
      [__settings__]
      default_profile = prod
      """;

  static Stream<Case> cases() {
    JsonNode table = JsonTable.read(ConfigResolverTest.class, "resolution.json");
    return StreamSupport.stream(table.path("cases").spliterator(), false).map(Case::of);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void resolve_tableRow_valuesOrProblems(Case row) {
    if (row.expect().has("problems")) {
      List<Problem> expected =
          StreamSupport.stream(row.expect().path("problems").spliterator(), false)
              .map(pair -> new Problem(pair.path(0).asText(), pair.path(1).asText()))
              .toList();
      assertThatExceptionOfType(ConfigException.class)
          .isThrownBy(row::resolve)
          .satisfies(e -> assertProblems(e, expected));
      return;
    }
    ResolvedConfig config = row.resolve();
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, String> sources = new HashMap<>();
    config.values().forEach((key, value) -> values.put(key.key(), value.value()));
    config.values().forEach((key, value) -> sources.put(key.key(), value.source()));
    assertThat(values).containsExactlyInAnyOrderEntriesOf(row.texts("values"));
    assertThat(sources).containsAllEntriesOf(row.texts("sources"));
    assertThat(config.profile()).isEqualTo(row.expect().path("profile").asText("DEFAULT"));
  }

  private static void assertProblems(ConfigException e, List<Problem> expected) {
    assertThat(e.problems())
        .extracting(Problem::subject)
        .containsExactlyElementsOf(expected.stream().map(Problem::subject).toList());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(e.problems().get(i).message()).contains(expected.get(i).message());
    }
    assertThat(e.getMessage()).doesNotContain("secret");
  }

  @Test
  void resolveIsolated_environmentSet_notUsed() {
    ResolvedConfig config =
        resolver(Map.of("DATABRICKS_TOKEN", "ambient", "ARM_CLIENT_ID", "x"), FILE)
            .resolveIsolated("prod", Map.of());

    assertThat(config.profile()).isEqualTo("prod");
    assertThat(config.value(Attribute.TOKEN)).contains("prod-token");
    assertThat(config.value(Attribute.AZURE_CLIENT_ID)).isEmpty();
    assertThat(config.describe()).isEqualTo("Config: host=https://prod, token=***, profile=prod");
  }

  @Test
  void resolveIsolated_ownValues_beatTheSection() {
    ResolvedConfig config =
        resolver(Map.of(), FILE).resolveIsolated("prod", Map.of(Attribute.HOST, "https://own"));

    assertThat(config.values().get(Attribute.HOST))
        .isEqualTo(
            new ResolvedValue("https://own", "profiles.prod of the gateway's configuration"));
    assertThat(config.value(Attribute.TOKEN)).contains("prod-token");
  }

  @Test
  void resolveIsolated_ownProfile_picksTheSection() {
    ResolvedConfig config =
        resolver(Map.of(), FILE).resolveIsolated("mine", Map.of(Attribute.PROFILE, "prod"));

    assertThat(config.profile()).isEqualTo("mine");
    assertThat(config.value(Attribute.PROFILE)).contains("prod");
    assertThat(config.value(Attribute.TOKEN)).contains("prod-token");
  }

  @Test
  void resolveIsolated_onlyOwnValues_needsNoSection() {
    ResolvedConfig config =
        resolver(Map.of(), FILE).resolveIsolated("mine", Map.of(Attribute.HOST, "https://own"));

    assertThat(config.values()).containsOnlyKeys(Attribute.HOST);
  }

  static Stream<Missing> missing() {
    return Stream.of(
        new Missing("nowhere", "gone", Map.of(), "has no gone profile configured"),
        new Missing("empty section", "empty", Map.of(), "has no empty profile configured"),
        new Missing(
            "own profile",
            "mine",
            Map.of(Attribute.PROFILE, "gone", Attribute.TOKEN, "t"),
            "has no gone profile configured"),
        new Missing("reserved", "__settings__", Map.of(), "is a reserved section name"),
        new Missing(
            "other file",
            "prod",
            Map.of(Attribute.CONFIG_FILE, "/other"),
            "/other has no prod profile configured (there is no such file)"));
  }

  @ParameterizedTest
  @MethodSource("missing")
  void resolveIsolated_profileNowhere_problem(Missing row) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolver(Map.of(), FILE).resolveIsolated(row.profile(), row.own()))
        .withMessageContaining(row.problem());
  }

  @Test
  void resolveIsolated_brokenFile_oneProblem() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolver(Map.of(), "[x\n").resolveIsolated("prod", Map.of()))
        .satisfies(e -> assertThat(e.problems()).hasSize(1));
  }

  @Test
  void profileNames_file_inOrderWithoutSettingsAndEmpty() {
    assertThat(resolver(Map.of(), FILE).profileNames()).containsExactly("DEFAULT", "prod");
  }

  @Test
  void profileNames_noFile_none() {
    ConfigResolver resolver = new ConfigResolver(name -> null, path -> Optional.empty());

    assertThat(resolver.profileNames()).isEmpty();
  }

  @Test
  void profileNames_otherFileByArgument_read() {
    assertThat(
            resolver(Map.of(), FILE).profileNames(Map.of(Attribute.CONFIG_FILE, "/home/ann/.none")))
        .isEmpty();
  }

  @Test
  void resolve_noHomeAtAll_noFileIsLookedFor() {
    ConfigResolver resolver =
        new ConfigResolver(
            name -> null,
            path -> {
              throw new AssertionError("read " + path);
            });

    assertThat(resolver.resolve(Map.of()).provenance().missingFile()).contains("~/.databrickscfg");
  }

  @Test
  void resolve_keysThatAreNoAttribute_areLeftOutAndRemembered() {
    ResolvedConfig config =
        resolver(Map.of(), "[DEFAULT]\ntoken = t\ndebug_truncate = 1\n").resolve(Map.of());

    assertThat(config.provenance().ignoredKeys()).containsExactly("debug_truncate");
    assertThat(config.values()).containsOnlyKeys(Attribute.TOKEN, Attribute.PROFILE);
  }

  @Test
  void explain_problems_restIsUnderstood() {
    Resolution resolution =
        resolver(Map.of("DATABRICKS_RATE_LIMIT", "many", "ARM_ENVIRONMENT", "MOON"), FILE)
            .explain(Map.of(Attribute.HOST, "https://h"));

    assertThat(resolution.problems())
        .extracting(Problem::subject)
        .containsExactly("azure_environment", "rate_limit");
    assertThat(resolution.config().values()).containsOnlyKeys(Attribute.HOST);
    assertThat(resolution.config().azureEnvironment()).isEqualTo(AzureEnvironment.PUBLIC);
  }

  @Test
  void resolveIsolated_runnersTokens_areThoseOfTheMachine() {
    ResolvedConfig config =
        resolver(
                Map.of(
                    "ACTIONS_ID_TOKEN_REQUEST_URL", "https://a",
                    "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "t"),
                FILE)
            .resolveIsolated("prod", Map.of());

    assertThat(config.value(Attribute.ACTIONS_ID_TOKEN_REQUEST_URL)).contains("https://a");
  }

  @Test
  void arguments_names_canonicalWinsAndUnknownIsRefusedWithAHint() {
    Arguments arguments =
        Arguments.named(
            Map.of(
                "azure_resource_id", "/alias",
                "azure_workspace_resource_id", "/own",
                "audience", "a",
                "hots", "x"),
            "");

    assertThat(arguments.values())
        .containsEntry(Attribute.AZURE_WORKSPACE_RESOURCE_ID, "/own")
        .containsEntry(Attribute.TOKEN_AUDIENCE, "a")
        .hasSize(2);
    assertThat(arguments.problems())
        .containsExactly(
            new Problem(
                "hots",
                "resolve: hots is no attribute of the Databricks SDKs; the nearest is host"));
    assertThat(arguments.toString()).doesNotContain("/own");
  }

  @Test
  void disk_fileWithForeignBytes_isReadAllTheSame(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("cfg"), new byte[] {'#', (byte) 0xE9, '\n', 'a'});

    assertThat(TextFiles.disk().read(file.toString()).orElseThrow()).endsWith("\na");
    assertThat(TextFiles.disk().read(folder.resolve("none").toString())).isEmpty();
  }

  @Test
  void resolve_noHome_userProfileIsUsed() {
    Map<String, String> seen = new HashMap<>();
    ConfigResolver resolver =
        new ConfigResolver(
            Map.of("USERPROFILE", "C:\\Users\\ann")::get,
            path -> {
              seen.put("path", path);
              return Optional.empty();
            });

    resolver.resolve(Map.of());

    assertThat(seen).containsEntry("path", "C:\\Users\\ann/.databrickscfg");
  }

  @Test
  void resolve_unreadableFile_problemWithoutStack() {
    ConfigResolver resolver =
        new ConfigResolver(
            Map.of("HOME", "/home/ann")::get,
            path -> {
              throw new UncheckedIOException(new java.nio.file.AccessDeniedException(path));
            });

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolver.resolve(Map.of()))
        .withMessage(
            "resolve: cannot read config file: /home/ann/.databrickscfg: permission denied");
  }

  @Test
  void resolve_folderInPlaceOfTheFile_saidPlainly(@TempDir Path folder) {
    ConfigResolver resolver = new ConfigResolver(name -> null, TextFiles.disk());

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolver.resolve(Map.of(Attribute.CONFIG_FILE, folder.toString())))
        .withMessageContaining("cannot read config file: " + folder + ": it is a folder");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> resolver.resolve(Map.of(Attribute.CONFIG_FILE, "a\0b")))
        .withMessageContaining("a\\u0000b: that is not a path");
  }

  /** What is told of a file beside what is wrong with it. */
  record Told(
      String name,
      String file,
      Map<String, String> environment,
      List<String> hints,
      List<String> ignored) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Told> told() {
    String odd =
        "[DEFAULT]\ntokn = s3cret\n\n[a]\nx=1\n[DEFAULT]\ndapi01a=s3cret\nhost=h\nHost=h\n";
    String leftAlone =
        "[DEFAULT] of /home/ann/.databrickscfg was left alone, because a host or a credential is set"
            + " without it and no profile is named; DATABRICKS_CONFIG_PROFILE=DEFAULT lets it fill"
            + " the gaps";
    Map<String, String> host = Map.of("DATABRICKS_HOST", "https://h");
    return Stream.of(
        new Told("nothing odd", "[DEFAULT]\nhost=h\n", Map.of(), List.of(), List.of()),
        new Told(
            "misspelt, secret and double keys",
            odd,
            Map.of(),
            List.of(),
            List.of(
                "tokn (line 2); the nearest is token",
                "the second [DEFAULT] (line 6) goes on with that of line 1",
                "a key (line 7)",
                "host of line 8; line 9 has it again")),
        new Told(
            "no default",
            "[dev]\nhost=h\n[prod]\nhost=h\n",
            Map.of(),
            List.of(
                "/home/ann/.databrickscfg has no [DEFAULT]; it has dev, prod."
                    + " Use --profile dev or DATABRICKS_CONFIG_PROFILE=dev"),
            List.of()),
        new Told("left alone", "[DEFAULT]\nhost=h\ntokn=t\n", host, List.of(leftAlone), List.of()),
        new Told("left alone, broken", "[DEFAULT\n", host, List.of(), List.of()),
        new Told("left alone, empty", "[dev]\nhost=h\n", host, List.of(), List.of()));
  }

  @ParameterizedTest
  @MethodSource("told")
  void resolve_file_whatIsToldOfIt(Told row) {
    FileNotes notes = resolver(row.environment(), row.file()).resolve(Map.of()).provenance().file();

    assertThat(notes)
        .isEqualTo(new FileNotes("/home/ann/.databrickscfg", row.hints(), row.ignored()));
  }

  @Test
  void disk_files_readOrEmptyOrFailure(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("cfg"), "[DEFAULT]\nhost = https://d\n");
    TextFiles disk = TextFiles.disk();

    assertThat(disk.read(file.toString())).contains("[DEFAULT]\nhost = https://d\n");
    assertThat(disk.read(directory.resolve("none").toString())).isEmpty();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> disk.read(directory.toString()));
    assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> disk.read("a\0b"));
  }

  private static ConfigResolver resolver(Map<String, String> environment, String file) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", "/home/ann");
    return new ConfigResolver(
        all::get,
        path -> path.equals("/home/ann/.databrickscfg") ? Optional.of(file) : Optional.empty());
  }

  record Missing(String name, String profile, Map<Attribute, String> own, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  record Case(String name, JsonNode row) {

    static Case of(JsonNode row) {
      return new Case(row.path("name").asText(), row);
    }

    JsonNode expect() {
      return row.path("expect");
    }

    Map<String, String> texts(String member) {
      return JsonTable.texts(expect().path(member));
    }

    ResolvedConfig resolve() {
      Map<String, String> environment = new HashMap<>(JsonTable.texts(row.path("environment")));
      environment.put("HOME", "/home/ann");
      Map<Attribute, String> arguments = new EnumMap<>(Attribute.class);
      JsonTable.texts(row.path("arguments"))
          .forEach((key, value) -> arguments.put(Attribute.named(key).orElseThrow(), value));
      Optional<String> file = Optional.ofNullable(row.get("file")).map(JsonNode::asText);
      return new ConfigResolver(environment::get, path -> file).resolve(arguments);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
