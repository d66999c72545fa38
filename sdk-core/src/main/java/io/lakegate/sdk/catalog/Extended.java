package io.lakegate.sdk.catalog;

import java.util.List;

/**
 * A catalog with what files add to it.
 *
 * @param catalog the catalog with all that is right in them
 * @param problems what is wrong in them, all of it; none if they are good
 */
public record Extended(Catalog catalog, List<CatalogProblem> problems) {

  /** Copies the list. */
  public Extended {
    problems = List.copyOf(problems);
  }
}
