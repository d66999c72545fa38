package io.lakegate.sandbox.spelling;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a misspelt one was most likely meant to be. */
public final class Nearest {
  /** One slip in three letters is a slip; more of them are another word. */
  private static final int LETTERS_PER_SLIP = 3;

  private Nearest() {}

  /**
   * Returns the nearest names, the nearest first. Capital and small letters count as the same, and
   * a name that holds the whole word is one slip away.
   *
   * @param word what was written
   * @param names the names that there are
   * @param atMost how many are returned at most
   */
  public static List<String> to(String word, Collection<String> names, int atMost) {
    return names.stream()
        .filter(name -> slips(word, name) <= word.length() / LETTERS_PER_SLIP)
        .sorted(
            Comparator.<String>comparingInt(name -> slips(word, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(atMost)
        .toList();
  }

  private static int slips(String word, String name) {
    String small = word.toLowerCase(Locale.ROOT);
    String other = name.toLowerCase(Locale.ROOT);
    int slips = distance(small, other);
    return other.contains(small) ? Math.min(1, slips) : slips;
  }

  /** The Levenshtein distance: how many letters to add, drop or change. */
  public static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
