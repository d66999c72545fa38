package io.lakegate.sdk.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a person most likely meant. */
public final class Nearest {

  /** One edit in so many letters is a slip; with more of them it is another word. */
  private static final int LETTERS_PER_EDIT = 3;

  private Nearest() {}

  /**
   * The known name closest to a word by edit distance; two letters in the wrong order are one edit.
   * A group that is missing in front or is one too many counts as a single edit, so {@code
   * queue-size} finds {@code limits.queue-size}.
   *
   * @param word what was written
   * @param known the names to choose from
   * @return the closest name, the first of equals in alphabetical order; empty where none is near
   *     enough to have been meant
   */
  public static Optional<String> to(String word, Collection<String> known) {
    var plain = plain(word);
    var most = most(plain);
    return known.stream()
        .min(
            Comparator.<String>comparingInt(name -> cost(plain, plain(name)))
                .thenComparing(Comparator.naturalOrder()))
        .filter(name -> cost(plain, plain(name)) <= most);
  }

  /** How many edits a word may be away and still have been meant. */
  static int most(String word) {
    return Math.max(1, word.length() / LETTERS_PER_EDIT);
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

  /** How many edits lead from one text to the other. */
  static int distance(String a, String b) {
    var edits = new int[a.length() + 1][b.length() + 1];
    for (var i = 0; i <= a.length(); i++) {
      for (var j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : fewest(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int fewest(int[][] edits, String a, String b, int i, int j) {
    var replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    var fewest = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
    var swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(fewest, 1 + edits[i - 2][j - 2]) : fewest;
  }
}
