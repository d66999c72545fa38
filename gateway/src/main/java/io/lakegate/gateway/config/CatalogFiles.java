package io.lakegate.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.List;
import java.util.Optional;

/** The files that extend the catalog: {@code catalog/*.yaml} beside the configuration file. */
final class CatalogFiles {

  private static final String FOLDER = "catalog";
  private static final String PATTERN = "*.{yaml,yml}";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private final Problems problems;

  private CatalogFiles(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads them and checks them against what they extend.
   *
   * @param configFile the configuration file, if there is one
   * @return the extended catalog; empty where there is nothing to extend it
   */
  static Optional<Catalog> read(Optional<Path> configFile, Problems problems) {
    Path folder = configFile.map(file -> file.resolveSibling(FOLDER)).orElse(Path.of(""));
    return configFile.isPresent() && Files.isDirectory(folder)
        ? new CatalogFiles(problems).extended(folder)
        : Optional.empty();
  }

  private Optional<Catalog> extended(Path folder) {
    List<CatalogFile> files = new ArrayList<>();
    for (Path file : sorted(folder)) {
      content(file).ifPresent(content -> files.add(new CatalogFile(file.toString(), content)));
    }
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Extended extended = Catalog.standard().extendedWith(files);
    for (CatalogProblem problem : extended.problems()) {
      String key = problem.place().isEmpty() ? FOLDER : problem.place();
      problems.add(key, problem.file(), problem.message());
    }
    return Optional.of(extended.catalog());
  }

  private List<Path> sorted(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, PATTERN)) {
      entries.forEach(found::add);
    } catch (IOException e) {
      problems.add(FOLDER, folder.toString(), "cannot be read: " + Problems.reason(e));
    }
    found.sort(null);
    return found;
  }

  private Optional<JsonNode> content(Path file) {
    try {
      JsonNode content = YAML.readTree(Files.readString(file));
      if (content.isObject()) {
        return Optional.of(content);
      }
      problems.add(FOLDER, file.toString(), "expected the keys service, operations and waits");
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.add(FOLDER, file + ":" + line, "is not valid YAML");
    } catch (IOException e) {
      problems.add(FOLDER, file.toString(), "cannot be read: " + Problems.reason(e));
    }
    return Optional.empty();
  }
}
