package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.CatalogFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the catalog's own files and the examples to the schema, and the schema to the reader. */
final class CatalogSchemaTest {

  private static final Path CONFIG = Path.of("..", "config").toAbsolutePath().normalize();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final JsonSchema SCHEMA = schema();

  private static JsonSchema schema() {
    try {
      JsonNode tree = JSON.readTree(CONFIG.resolve("catalog.schema.json").toFile());
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Catalog.class.getResourceAsStream(name), name);
  }

  static List<String> services() throws IOException {
    try (InputStream in = resource("services.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("services")
  void schema_ownFile_isAcceptedAndNamedByItsService(String service) throws IOException {
    try (InputStream in = resource(service + ".json")) {
      JsonNode file = JSON.readTree(in);
      assertThat(SCHEMA.validate(file)).isEmpty();
      assertThat(file.get("service").textValue()).isEqualTo(service);
    }
  }

  @Test
  void services_ownFiles_areListedInOrder() throws IOException {
    assertThat(services()).hasSize(39).isSorted().doesNotHaveDuplicates();
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(CONFIG.resolve("catalog-examples"))) {
      return files.toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void schema_example_isAcceptedAsTheReaderDoes(Path file) throws IOException {
    JsonNode example = YAML.readTree(file.toFile());
    assertThat(SCHEMA.validate(example)).isEmpty();
    assertThat(problems(example)).isEmpty();
  }

  @Test
  void example_catalogExtendedWithIt_knowsItsListAndItsWait() throws IOException {
    JsonNode example = YAML.readTree(CONFIG.resolve("catalog-examples/acme.yaml").toFile());
    Catalog catalog =
        Catalog.standard()
            .extendedWith(List.of(new CatalogFile("example.yaml", example)))
            .catalog();
    assertThat(catalog.find("GET", "/api/2.0/acme/reports").orElseThrow().list()).isPresent();
    assertThat(catalog.find("POST", "/api/2.0/acme/reports").orElseThrow().startsWaits())
        .isEqualTo(catalog.find("GET", "/api/2.0/acme/reports/7").orElseThrow().pollsWaits())
        .hasSize(1);
  }

  private static List<?> problems(JsonNode content) {
    return Catalog.standard().extendedWith(List.of(new CatalogFile("x.yaml", content))).problems();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{service: s, operation: []}",
        "{service: s, operations: [{name: a, method: GET}]}",
        "{service: s, operations: [{name: a, method: FETCH, path: /a}]}",
        "{service: s, operations: [{name: a, method: GET, path: a}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a, level: global}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a, reads: maybe}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a, idempotency: {in: body}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a, list: {items: a}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a, list: {style: pages}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a, list: {style: page}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a,"
            + " list: {style: single, limit: a}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a,"
            + " list: {style: offset, parameter: a}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a,"
            + " list: {style: token, merged: {arrays: [a], preferred: b}}}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get}}]}",
        "{service: s, waits: [{name: a, gone: {}}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get}, gone: {},"
            + " operation: {}}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get}, states: {at: a}}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get}, gone: {gone: [a]}}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get}, gone: {},"
            + " timeout: 20}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get}, gone: {},"
            + " triggers: [{method: POST, path: /api/2.1/clusters/start, bind: {a: b}}]}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get},"
            + " elements: {items: a, at: b}}]}"
      })
  void schema_mistake_isRefusedAsTheReaderDoes(String yaml) throws IOException {
    assertThat(SCHEMA.validate(YAML.readTree(yaml))).isNotEmpty();
    assertThat(problems(YAML.readTree(yaml))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{service: s}",
        "{service: s, operations: [{name: a, method: GET, path: /a}]}",
        "{service: s, operations: [{name: a, method: GET, path: '/a/{b}', template: '/a/{b+}',"
            + " list: {style: single}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a,"
            + " list: {items: [a, b], style: offset, parameter: a, limit: b, start: 1}}]}",
        "{service: s, operations: [{name: a, method: GET, path: /a,"
            + " list: {style: token, in: body, next_path: /b, keep_only: [], defaults: {a: 1}}}]}",
        "{service: s, waits: [{name: a, timeout: 1h30m, operation: {},"
            + " poll: {path: /api/2.1/clusters/get}}]}",
        "{service: s, waits: [{name: a, poll: {path: /api/2.1/clusters/get},"
            + " states: {at: a, success: [true, 1, x], elsewhere: {b: [c]}}}]}"
      })
  void schema_rightFile_isAcceptedAsTheReaderDoes(String yaml) throws IOException {
    assertThat(SCHEMA.validate(YAML.readTree(yaml))).isEmpty();
    assertThat(problems(YAML.readTree(yaml))).isEmpty();
  }
}
