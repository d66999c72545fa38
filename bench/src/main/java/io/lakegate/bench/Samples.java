package io.lakegate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measurements of one thing.
 *
 * @param values at least one
 */
record Samples(List<Double> values) {

  Samples {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    values = values.stream().sorted().toList();
  }

  /** The middle one, or the mean of the two in the middle. */
  double median() {
    int half = values.size() / 2;
    return values.size() % 2 == 1
        ? values.get(half)
        : (values.get(half - 1) + values.get(half)) / 2;
  }

  double min() {
    return values.getFirst();
  }

  double max() {
    return values.getLast();
  }

  /** Median, least and greatest as three cells. */
  List<String> cells(int decimals) {
    return List.of(format(median(), decimals), format(min(), decimals), format(max(), decimals));
  }

  /** The same three after a name. */
  List<String> row(String name, int decimals) {
    List<String> row = new ArrayList<>(List.of(name));
    row.addAll(cells(decimals));
    return row;
  }

  static String format(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
