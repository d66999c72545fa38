package io.lakegate.gateway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the known name that a person most likely meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name closest to a word by edit distance. A group that is missing in front or is one
   * too many counts as a single edit, so {@code queue-size} finds {@code limits.queue-size}.
   *
   * @param word what was written
   * @param known the names to choose from; not empty
   * @return the closest name, the first of equals in alphabetical order
   */
  public static String to(String word, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.<String>comparingInt(name -> cost(plain(word), plain(name)))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  private static String plain(String name) {
    var start = 0;
    while (start < name.length() - 1 && name.charAt(start) == '-') {
      start++;
    }
    return name.substring(start).toLowerCase(Locale.ROOT).replaceAll("[._]", "-");
  }

  private static int cost(String word, String name) {
    return Math.min(distance(word, name), 1 + Math.min(shortest(word, name), shortest(name, word)));
  }

  /** The smallest distance from a word to what is left of a name behind one of its separators. */
  private static int shortest(String word, String name) {
    var best = Integer.MAX_VALUE - 1;
    for (var at = name.indexOf('-'); at >= 0; at = name.indexOf('-', at + 1)) {
      best = Math.min(best, distance(word, name.substring(at + 1)));
    }
    return best;
  }

  private static int distance(String a, String b) {
    var previous = new int[b.length() + 1];
    for (var j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (var i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (var j = 1; j <= b.length(); j++) {
        var replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
