package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    Path config = Files.writeString(folder.resolve("lakegate.yaml"), "log:\n  level: warn\n");
    Environment environment = new Environment(_ -> null, Set.of());
    return ConfigLoader.load(
            new ConfigInputs(Map.of(), environment, Optional.of(config), FileReader.utf8()))
        .config()
        .catalog();
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
  void read_wrongFiles_areToldWithAllElseThatIsWrong() throws IOException {
    write("a.yaml", LIST.replace("style: token", "style: tokens"));
    write("b.yaml", "service: [unfinished");
    write("c.yml", "- a list");

    assertThatThrownBy(this::load)
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageContaining("a.yaml")
        .hasMessageContaining("tokens")
        .hasMessageContaining("b.yaml:")
        .hasMessageContaining("not valid YAML")
        .hasMessageContaining("c.yml");
  }
}
