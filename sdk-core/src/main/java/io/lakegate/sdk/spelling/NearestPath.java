package io.lakegate.sdk.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the known path that a person most likely meant. */
public final class NearestPath {

  /** What tells versions of the API apart; any of them means the same path. */
  private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+");

  private static final int FAR = Integer.MAX_VALUE;

  private NearestPath() {}

  /**
   * The template closest to a path: as many segments, each of them spelled nearly the same.
   *
   * @param path what was written, without its query
   * @param templates the templates to choose from; any segment fits one with a brace
   * @return the closest template, the first of equals in alphabetical order; empty where none is
   *     near enough to have been meant
   */
  public static Optional<String> to(String path, Collection<String> templates) {
    String[] written = path.split("/", -1);
    return templates.stream()
        .min(
            Comparator.<String>comparingInt(template -> cost(written, template))
                .thenComparing(Comparator.naturalOrder()))
        .filter(template -> cost(written, template) < FAR);
  }

  private static int cost(String[] written, String template) {
    String[] known = template.split("/", -1);
    if (known.length != written.length) {
      return FAR;
    }
    int sum = 0;
    for (int i = 0; i < known.length; i++) {
      int edits = edits(written[i], known[i]);
      if (edits > Nearest.most(written[i])) {
        return FAR;
      }
      sum += edits;
    }
    return sum;
  }

  private static int edits(String written, String known) {
    boolean any =
        known.contains("{")
            || (VERSION.matcher(written).matches() && VERSION.matcher(known).matches());
    return any ? 0 : Nearest.distance(written, known);
  }
}
