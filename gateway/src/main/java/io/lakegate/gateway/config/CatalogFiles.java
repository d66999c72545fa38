package io.lakegate.gateway.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.CatalogFile;
import io.lakegate.sdk.catalog.CatalogProblem;
import io.lakegate.sdk.catalog.Extended;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files that extend the catalog. */
final class CatalogFiles {

  /** The folder that is looked for, rather than named. */
  private static final String AUTO = "auto";

  private static final String BESIDE_CONFIG = "catalog";
  private static final String PATTERN = "*.{yaml,yml}";

  private final ObjectMapper yaml =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String source;
  private final List<String> dataPaths;
  private final Problems problems;
  private final Map<String, YamlLines> lines = new HashMap<>();

  private CatalogFiles(String source, List<String> dataPaths, Problems problems) {
    this.source = source;
    this.dataPaths = dataPaths;
    this.problems = problems;
  }

  /**
   * Reads them and checks them against what they extend.
   *
   * @param settings names their folder; where it is to be found, what was found is noted there
   * @param configFile the configuration file, if there is one
   * @return the extended catalog; empty where there is nothing to extend it
   */
  static Optional<Catalog> read(Settings settings, Optional<Path> configFile, Problems problems) {
    ConfigKey<Optional<String>> key = Keys.CATALOG_DIR;
    if (settings.get(key).filter(AUTO::equalsIgnoreCase).isPresent()) {
      Optional<Path> beside =
          configFile.map(file -> file.resolveSibling(BESIDE_CONFIG)).filter(Files::isDirectory);
      if (beside.isEmpty()) {
        return Optional.empty();
      }
      settings.assume(key, beside.map(Path::toString), "beside " + configFile.get());
    }
    CatalogFiles files =
        new CatalogFiles(settings.source(key), settings.get(Keys.DATA_PATHS), problems);
    return settings.get(key).flatMap(folder -> files.extended(Path.of(folder)));
  }

  private Optional<Catalog> extended(Path folder) {
    if (!Files.isDirectory(folder)) {
      problem(
          source,
          "got " + Problems.quoted(folder.toString()) + ", expected a folder that is there");
      return Optional.empty();
    }
    List<CatalogFile> files = new ArrayList<>();
    for (Path file : sorted(folder)) {
      content(file)
          .filter(content -> !content.isNull() && !content.isMissingNode())
          .ifPresent(content -> files.add(new CatalogFile(file.toString(), content)));
    }
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Extended extended = Catalog.standard().extendedWith(files);
    extended.problems().forEach(this::problem);
    files.forEach(this::checkPaths);
    return Optional.of(extended.catalog());
  }

  /** What is described outside the data paths is never reached. */
  private void checkPaths(CatalogFile file) {
    JsonNode operations = file.content().path("operations");
    for (int i = 0; i < operations.size(); i++) {
      String name = operations.path(i).has("template") ? "template" : "path";
      String path = operations.path(i).path(name).asText();
      if (path.startsWith("/") && dataPaths.stream().noneMatch(data -> isBelow(data, path))) {
        problem(
            new CatalogProblem(
                file.name(),
                "operations[" + i + "]." + name,
                "got "
                    + Problems.quoted(path)
                    + ", expected a path below one of data-paths: "
                    + String.join(", ", dataPaths)));
      }
    }
  }

  private static boolean isBelow(String dataPath, String path) {
    return path.startsWith(dataPath + "/");
  }

  private void problem(CatalogProblem found) {
    YamlLines known = lines.get(found.file());
    String line = known == null ? "" : ":" + known.at(found.place());
    String place = found.place().isEmpty() ? "" : found.place() + ": ";
    problem(found.file() + line, place + found.message());
  }

  private void problem(String where, String message) {
    problems.add(Keys.CATALOG_DIR.name(), where, message);
  }

  private List<Path> sorted(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, PATTERN)) {
      entries.forEach(found::add);
    } catch (IOException e) {
      problem(folder.toString(), "cannot be read: " + Problems.reason(e));
    }
    found.sort(null);
    return found;
  }

  private Optional<JsonNode> content(Path file) {
    try {
      String text = Files.readString(file);
      Optional<JsonNode> content = content(file, text);
      lines.put(file.toString(), YamlLines.of(text));
      return content;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      problem(file + ":" + line, "is not valid YAML: " + reason);
    } catch (IOException e) {
      problem(file.toString(), "cannot be read: " + Problems.reason(e));
    }
    return Optional.empty();
  }

  private Optional<JsonNode> content(Path file, String text) throws IOException {
    try (JsonParser parser = yaml.createParser(text)) {
      JsonNode content = yaml.readTree(parser);
      if (parser.nextToken() != null) {
        int line = parser.currentTokenLocation().getLineNr();
        problem(file + ":" + line, "expected one YAML document, got another one here");
      }
      return Optional.ofNullable(content);
    }
  }
}
