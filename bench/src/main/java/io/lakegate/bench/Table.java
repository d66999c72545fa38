package io.lakegate.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows under a head. The first column holds names, the others figures.
 *
 * @param head the names of the columns
 * @param rows as many cells each
 */
record Table(List<String> head, List<List<String>> rows) {

  Table {
    head = List.copyOf(head);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<String> row : rows) {
      if (row.size() != head.size()) {
        throw new IllegalArgumentException("a row of " + row.size() + " under " + head);
      }
    }
  }

  /** The table for a terminal. */
  String text() {
    StringBuilder out = new StringBuilder();
    line(out, head, "", "  ", "");
    rows.forEach(row -> line(out, row, "", "  ", ""));
    return out.toString();
  }

  /** The table in Markdown. */
  String markdown() {
    StringBuilder out = new StringBuilder();
    line(out, head, "| ", " | ", " |");
    List<String> rule = new ArrayList<>();
    for (int column = 0; column < head.size(); column++) {
      rule.add("-".repeat(width(column) - 1) + (column == 0 ? "-" : ":"));
    }
    line(out, rule, "| ", " | ", " |");
    rows.forEach(row -> line(out, row, "| ", " | ", " |"));
    return out.toString();
  }

  private void line(
      StringBuilder out, List<String> cells, String left, String between, String right) {
    out.append(left);
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String space = " ".repeat(width(column) - cell.length());
      out.append(column == 0 ? "" : between).append(column == 0 ? cell + space : space + cell);
    }
    out.append(right).append('\n');
  }

  private int width(int column) {
    return IntStream.concat(
            IntStream.of(2, head.get(column).length()),
            rows.stream().mapToInt(row -> row.get(column).length()))
        .max()
        .orElseThrow();
  }
}
