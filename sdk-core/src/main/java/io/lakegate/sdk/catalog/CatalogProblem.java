package io.lakegate.sdk.catalog;

/**
 * One thing that is wrong with a catalog file.
 *
 * @param file the file's name, as it was given
 * @param place where in it: {@code operations[3].list.style}; empty for the whole file
 * @param message what was found, and what was expected
 */
public record CatalogProblem(String file, String place, String message) {

  /** The problem as one line for people. */
  @Override
  public String toString() {
    return file + ": " + (place.isEmpty() ? "" : place + ": ") + message;
  }
}
