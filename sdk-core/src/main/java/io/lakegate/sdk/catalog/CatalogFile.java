package io.lakegate.sdk.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A file that extends the catalog.
 *
 * @param name its name, for problems
 * @param content what it says
 */
public record CatalogFile(String name, JsonNode content) {

  /** Checks that both parts are there. */
  public CatalogFile {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(content, "content");
  }
}
