package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds {@code config/} to the table of keys. {@code -Dlakegate.reference.write=true} writes the
 * files instead of complaining about them.
 */
final class ReferenceTest {

  private static final Path CONFIG = Path.of("..", "config").toAbsolutePath().normalize();
  private static final Path FILE = CONFIG.resolve("lakegate.yaml");
  private static final Path SCHEMA = CONFIG.resolve("lakegate.schema.json");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void file_isWhatTheTableSays() throws IOException {
    assertThat(kept(FILE, ReferenceFile.text())).isEqualTo(ReferenceFile.text());
    assertThat(ReferenceFile.text().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void schema_isWhatTheTableSays() throws IOException {
    assertThat(kept(SCHEMA, ReferenceSchema.text())).isEqualTo(ReferenceSchema.text());
  }

  private static String kept(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("lakegate.reference.write")) {
      Files.writeString(file, expected);
    }
    return Files.readString(file);
  }

  @Test
  void file_loaded_equalsNoFile() {
    var inputs =
        new ConfigInputs(
            new Loading().inputs().flags(),
            new Loading().inputs().environment(),
            Optional.of(FILE),
            FileReader.utf8());

    var loaded = ConfigLoader.load(inputs);

    assertThat(loaded.config()).isEqualTo(new Loading().config());
    assertThat(loaded.entries())
        .hasSameSizeAs(ConfigKey.all())
        .allSatisfy(entry -> assertThat(entry.source()).startsWith(FILE.toString()));
  }

  @Test
  void schema_acceptsTheFile() throws IOException {
    assertThat(schema().validate(YAML.readTree(FILE.toFile()))).isEmpty();
  }

  static List<String> accepted() {
    return KeysTest.good().stream().map(KeysTest.Good::key).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void schema_everyKey_takesAReference(String key) throws IOException {
    var yaml = key.replace(".", ":\n  ") + ": ${env:VALUE}\n";

    assertThat(schema().validate(YAML.readTree(yaml))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listn: 8484",
        "listen: []",
        "listen: 70000",
        "limits: {queue-sise: 1}",
        "limits: {queue-size: -1}",
        "limits: {requests-per-second: 0}",
        "log: {format: xml}",
        "retry-timeout: 30",
        "retry-timeout: 30 s",
        "replay-buffer: 1MB",
        "exit-zero-on-sigterm: 'yes'",
        "listeners: {a: {listen: 1}}",
        "profiles: {a: {hots: x}}",
        "profiles: {a: {queue-size: many}}",
        "profiles: {a: {credentials: {command: []}}}",
        "profiles: {a: {credentials: {comand: [x]}}}",
        "profiles: {a: {credentials: x}}"
      })
  void schema_mistake_isRefusedAsTheLoaderDoes(String yaml) throws IOException {
    assertThat(schema().validate(YAML.readTree(yaml))).isNotEmpty();
    assertThat(new Loading().yaml(yaml).problems()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "listen: [8484, 'unix:/run/l.sock']",
        "health: 0.0.0.0:8486",
        "admin: false",
        "replay-buffer: 1048576",
        "limits:",
        "listeners: {a: {listen: 8490, profile: dev}}",
        "profiles: {a: {host: x, rate_limit: 5, scopes: [sql], queue-size: 1}, b: }",
        "profiles: {a: {credentials: {command: [x, --y, '']}}, b: {credentials: {command: x}}}"
      })
  void schema_rightFile_isAcceptedAsTheLoaderDoes(String yaml) throws IOException {
    assertThat(schema().validate(YAML.readTree(yaml))).isEmpty();
    assertThat(new Loading().yaml(yaml).problems()).isEmpty();
  }

  private static JsonSchema schema() throws IOException {
    JsonNode tree = new ObjectMapper().readTree(SCHEMA.toFile());
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree);
  }
}
