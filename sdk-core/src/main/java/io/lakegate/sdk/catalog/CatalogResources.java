package io.lakegate.sdk.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The catalog's own files, one for each service. */
final class CatalogResources {

  private static final String SERVICES = "services.txt";

  private CatalogResources() {}

  /** Their names, without the ending: a class path cannot be listed. */
  static List<String> services() {
    try (InputStream in = open(SERVICES)) {
      List<String> services = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          services.add(line);
        }
      }
      return services;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + SERVICES, e);
    }
  }

  /** Reads all of them. */
  static Catalog load() {
    CatalogBuilder builder = new CatalogBuilder();
    JsonFactory json = new JsonFactory();
    for (String service : services()) {
      String name = service.concat(".json");
      try (InputStream in = open(name);
          JsonParser parser = json.createParser(in)) {
        builder.read(name, parser);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read resource " + name, e);
      }
    }
    Catalog catalog = builder.build();
    if (!builder.problems().isEmpty()) {
      throw new IllegalStateException("the catalog's own files are wrong: " + builder.problems());
    }
    return catalog;
  }

  private static InputStream open(String name) {
    InputStream in = CatalogResources.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("resource " + name + " is missing from the jar");
    }
    return in;
  }
}
