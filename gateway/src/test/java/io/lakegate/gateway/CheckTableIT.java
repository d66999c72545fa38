package io.lakegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.cli.CliContext;
import io.lakegate.gateway.cli.LakegateCli;
import io.lakegate.gateway.config.Environment;
import io.lakegate.gateway.transport.ProcessRunner;
import io.lakegate.sdk.config.TextFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the chain's table through {@code lakegate check --json}: real files, real programs
 * on the search path, and no way to send anything.
 */
final class CheckTableIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode TABLE = table();

  @TempDir private Path home;

  private static JsonNode table() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("sdk-core")) ? here : here.resolve("..");
    Path table = root.resolve("sdk-core/src/test/resources/io/lakegate/sdk/credential/chain.json");
    try {
      return JSON.readTree(table.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Row> rows() {
    return StreamSupport.stream(TABLE.path("cases").spliterator(), false)
        .map(row -> new Row(row.path("name").asText(), row));
  }

  record Row(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void check_tableRow_typeOrError(Row row) throws IOException {
    Run run = run(row.json());
    JsonNode expect = row.json().path("expect");
    JsonNode report = JSON.readTree(run.out());

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("dapi", "canary");
    if (expect.has("error")) {
      assertThat(run.status()).isEqualTo(78);
      assertThat(report.path("auth_type").isNull()).isTrue();
      String error = report.path("error").asText();
      expect.path("error").forEach(part -> assertThat(error).contains(part.asText()));
      return;
    }
    assertThat(report.path("error").isNull()).as(report.path("error").asText()).isTrue();
    assertThat(run.status()).isZero();
    for (String member :
        List.of("auth_type", "host", "account_id", "workspace_id", "profile", "is_azure")) {
      if (expect.has(member)) {
        assertThat(report.path(member).asText()).as(member).isEqualTo(expect.path(member).asText());
      }
    }
    assertThat(report.path("tried"))
        .filteredOn(one -> one.path("outcome").asText().equals("chosen"))
        .extracting(one -> one.path("auth_type").asText())
        .containsExactly(report.path("auth_type").asText());
  }

  private record Run(int status, String out, String err) {}

  private Run run(JsonNode row) throws IOException {
    Map<String, String> environment = new HashMap<>();
    row.path("environment")
        .properties()
        .forEach(
            one ->
                environment.put(
                    one.getKey(), one.getValue().asText().replace("{directory}", home.toString())));
    environment.put("HOME", home.toString());
    environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
    install(row);
    List<String> words = new ArrayList<>(List.of("check", "--json"));
    row.path("arguments")
        .properties()
        .forEach(
            one -> words.addAll(List.of("--set", one.getKey() + "=" + one.getValue().asText())));
    if (row.has("command")) {
      words.addAll(List.of("--config", configuration(row.path("command")).toString()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    PrintStream results = new PrintStream(out, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            environment::get,
            TextFiles.disk(),
            new ProcessRunner(environment::get),
            InstantSource.system(),
            () -> 7,
            "25",
            "Linux");
    int status =
        LakegateCli.run(
            new CliContext(
                Environment.of(environment),
                results,
                errors,
                new GatewayProcess(surroundings, results, errors),
                _ -> Optional.empty(),
                "test"),
            words.toArray(String[]::new));
    return new Run(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** The program is a setting of the gateway's own file; the rest comes from elsewhere. */
  private Path configuration(JsonNode command) throws IOException {
    String text = command.toString().replace("{directory}", home.toString());
    return Files.writeString(
        home.resolve("lakegate.yaml"),
        "profiles: {DEFAULT: {credentials: {command: " + text + "}}}\n");
  }

  private void install(JsonNode row) throws IOException {
    if (row.has("file")) {
      String text =
          StreamSupport.stream(
                  TABLE.path("files").path(row.path("file").asText()).spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining("\n"));
      Files.writeString(home.resolve(".databrickscfg"), text);
    }
    for (var text : row.path("texts").properties()) {
      Files.writeString(home.resolve(text.getKey()), text.getValue().asText());
    }
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (JsonNode key : row.path("programs")) {
      program(bin, TABLE.path("programs").path(key.asText()));
    }
  }

  /** A shell reads a script only as far as it gets, so that its file may be of any size. */
  private static void program(Path bin, JsonNode program) throws IOException {
    Path file = bin.resolve(program.path("name").asText());
    String script =
        """
        #!/bin/sh
        printf '%%s' '%s'
        printf '%%s' '%s' >&2
        exit %d
        """
            .formatted(
                program.path("out").asText().replace("'", "'\\''"),
                program.path("err").asText().replace("'", "'\\''"),
                program.path("status").asInt());
    Files.writeString(file, script);
    if (program.path("large").asBoolean()) {
      try (RandomAccessFile padded = new RandomAccessFile(file.toFile(), "rw")) {
        padded.setLength(2L << 20);
      }
    }
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
