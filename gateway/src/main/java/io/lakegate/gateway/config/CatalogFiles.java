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
import java.util.List;
import java.util.Optional;

/** The files that extend the catalog. */
final class CatalogFiles {

  private static final String BESIDE_CONFIG = "catalog";
  private static final String PATTERN = "*.{yaml,yml}";

  private final ObjectMapper yaml =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String source;
  private final Problems problems;

  private CatalogFiles(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  /**
   * Reads them and checks them against what they extend.
   *
   * @param settings names their folder; where it says nothing, the one beside the configuration
   *     file is noted there
   * @param configFile the configuration file, if there is one
   * @return the extended catalog; empty where there is nothing to extend it
   */
  static Optional<Catalog> read(Settings settings, Optional<Path> configFile, Problems problems) {
    ConfigKey<Optional<String>> key = Keys.CATALOG_DIR;
    if (settings.isDefault(key)) {
      configFile
          .map(file -> file.resolveSibling(BESIDE_CONFIG))
          .filter(Files::isDirectory)
          .map(Path::toString)
          .ifPresent(
              folder -> settings.assume(key, Optional.of(folder), "beside " + configFile.get()));
    }
    return settings
        .get(key)
        .flatMap(
            folder -> new CatalogFiles(settings.source(key), problems).extended(Path.of(folder)));
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
      content(file).ifPresent(content -> files.add(new CatalogFile(file.toString(), content)));
    }
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Extended extended = Catalog.standard().extendedWith(files);
    for (CatalogProblem found : extended.problems()) {
      String place = found.place().isEmpty() ? "" : found.place() + ": ";
      problem(found.file(), place + found.message());
    }
    return Optional.of(extended.catalog());
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
    try (JsonParser parser = yaml.createParser(Files.readString(file))) {
      JsonNode content = yaml.readTree(parser);
      if (parser.nextToken() != null) {
        int line = parser.currentTokenLocation().getLineNr();
        problem(file + ":" + line, "expected one YAML document, got another one here");
      }
      return Optional.of(content == null ? yaml.getNodeFactory().nullNode() : content);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String reason = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
      problem(file + ":" + line, "is not valid YAML: " + reason);
    } catch (IOException e) {
      problem(file.toString(), "cannot be read: " + Problems.reason(e));
    }
    return Optional.empty();
  }
}
