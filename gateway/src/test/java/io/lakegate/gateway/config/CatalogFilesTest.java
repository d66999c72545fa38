package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogFilesTest {

  private static final String LIST =
      """
      service: mine
      operations:
        - name: things.list
          method: GET
          path: /api/2.0/things
          list: {items: things, style: token}
      """;

  @TempDir private Path folder = Path.of("");

  private Optional<Catalog> load() throws IOException {
    return load(Map.of()).config().catalog();
  }

  private LoadedConfig load(Map<String, List<String>> flags) throws IOException {
    return load(flags, "log:\n  level: warn\n");
  }

  private LoadedConfig load(Map<String, List<String>> flags, String text) throws IOException {
    Path config = Files.writeString(folder.resolve("lakegate.yaml"), text);
    Environment environment = Environment.of(Map.of());
    return ConfigLoader.load(
        new ConfigInputs(flags, environment, Optional.of(config), FileReader.utf8()));
  }

  private ConfigSource source() throws IOException {
    Path config = Files.writeString(folder.resolve("lakegate.yaml"), "profile: prod\n");
    return ConfigSource.of(
        new ConfigInputs(
            Map.of(), Environment.of(Map.of()), Optional.of(config), FileReader.utf8()));
  }

  private static ConfigEntry shown(LoadedConfig loaded) {
    return loaded.entries().stream()
        .filter(entry -> entry.key().equals("catalog-dir"))
        .findFirst()
        .orElseThrow();
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("catalog"));
    Files.writeString(folder.resolve("catalog").resolve(name), text);
  }

  @Test
  void read_noFolder_extendsNothing() throws IOException {
    assertThat(load()).isEmpty();
  }

  @Test
  void reload_catalogIsBroken_isNotLookedAt() throws IOException {
    write("a.yaml", "operations: 7\n");

    assertThat(source().load().config().profiles().requested()).containsExactly("prod");
    assertThatThrownBy(this::load).isInstanceOf(InvalidConfigException.class);
  }

  @Test
  void read_folderWithoutYaml_extendsNothing() throws IOException {
    write("notes.txt", "nothing");

    assertThat(load()).isEmpty();
  }

  @Test
  void read_aList_isInTheCatalogBesideTheRest() throws IOException {
    write("mine.yaml", LIST);

    Catalog catalog = load().orElseThrow();

    assertThat(catalog.find("GET", "/api/2.0/things").orElseThrow().list()).isPresent();
    assertThat(catalog.find("GET", "/api/2.2/jobs/list").orElseThrow().list()).isPresent();
  }

  @Test
  void read_nothingSaid_takesTheFolderBesideTheFile() throws IOException {
    assertThat(shown(load(Map.of()))).isEqualTo(new ConfigEntry("catalog-dir", "auto", "default"));
    write("mine.yaml", LIST);

    assertThat(shown(load(Map.of())))
        .isEqualTo(
            new ConfigEntry(
                "catalog-dir",
                folder.resolve("catalog").toString(),
                "beside " + folder.resolve("lakegate.yaml")));
  }

  /** A copy of the reference file means what no file means. */
  @Test
  void read_referenceFile_readsTheFolderBesideIt() throws IOException {
    assertThat(load(Map.of(), ReferenceFile.text()).config().catalog()).isEmpty();
    write("mine.yaml", LIST);

    Catalog catalog = load(Map.of(), ReferenceFile.text()).config().catalog().orElseThrow();

    assertThat(catalog.find("GET", "/api/2.0/things")).isPresent();
  }

  @Test
  void read_emptyFiles_extendNothing() throws IOException {
    write("a.yaml", "");
    write("b.yaml", "# nothing yet\n");
    write("c.yaml", "---\n~\n");

    assertThat(load()).isEmpty();
  }

  @Test
  void read_mistakes_areToldOnceWithFileAndLine() throws IOException {
    write("a.yaml", LIST + LIST.substring(LIST.indexOf("  - name")));
    write("b.yaml", LIST.replace("/api/2.0/things", "/api/2.0/others?x=1"));
    write("c.yaml", LIST.replace("/api/2.0/things", "/apis/2.0/things"));
    write("d.yaml", LIST);
    String files = folder.resolve("catalog").toString();

    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidConfigException.class)
        .message()
        .isEqualTo(
            """
            catalog-dir: operations[1]: got GET /api/2.0/things again, expected it once; \
            operations[0] of %1$s/a.yaml describes it too (%1$s/a.yaml:7)
            catalog-dir: operations[0].path: got "/api/2.0/others?x=1", expected a path without \
            query, fragment or space (%1$s/b.yaml:5)
            catalog-dir: operations[0]: got GET /api/2.0/things again, expected it once; \
            operations[0] of %1$s/a.yaml describes it too (%1$s/d.yaml:3)
            catalog-dir: operations[0].path: got "/apis/2.0/things", expected a path below one of \
            data-paths: /api, /serving-endpoints, /ai-gateway, /sql, /driver-proxy-api \
            (%1$s/c.yaml:5)\
            """
                .formatted(files));
  }

  @Test
  void read_off_extendsNothing() throws IOException {
    write("mine.yaml", LIST);

    assertThat(load(Map.of("catalog-dir", List.of("off"))).config().catalog()).isEmpty();
  }

  @Test
  void read_otherFolder_isReadInItsPlace() throws IOException {
    write("mine.yaml", LIST);
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("x.yaml"), LIST.replace("things", "others"));

    Catalog catalog =
        load(Map.of("catalog-dir", List.of(other.toString()))).config().catalog().orElseThrow();

    assertThat(catalog.find("GET", "/api/2.0/others")).isPresent();
    assertThat(catalog.find("GET", "/api/2.0/things")).isEmpty();
  }

  @Test
  void read_wrongFiles_areToldWithAllElseThatIsWrong() throws IOException {
    write("a.yaml", LIST.replace("style: token", "style: tokens"));
    write("b.yaml", "service: [unfinished");
    write("c.yml", "- a list");
    write("d.yaml", "service: a\nservice: b\n");
    write("e.yaml", "service: a\n---\nservice: b\n");
    write("g.yaml", "service: a\n---\nservice: b\n---\n[unfinished");

    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("a.yaml")
        .hasMessageContaining("tokens")
        .hasMessageContaining("b.yaml:")
        .hasMessageContaining("g.yaml:")
        .hasMessageContaining("not valid YAML")
        .hasMessageContaining("got a list, expected an object (" + folder.resolve("catalog/c.yml"))
        .hasMessageContaining("Duplicate field 'service'")
        .hasMessageContaining("expected one YAML document, got another one here");
  }
}
