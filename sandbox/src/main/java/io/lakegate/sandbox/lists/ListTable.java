package io.lakegate.sandbox.lists;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Reads the lists of the platform from the resource that tells them, a row each. */
final class ListTable {
  private static final String RESOURCE = "lists.tsv";
  private static final String NONE = "-";

  /** Where the platform documents no size. */
  private static final int STANDARD = 20;

  private static final int MOST = 1_000;

  private ListTable() {}

  static List<ListRow> read() {
    try (InputStream resource = ListTable.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing");
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(ListTable::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ListRow row(String line) {
    String[] cells = line.split("\t", -1);
    int most = cells[10].equals(NONE) ? MOST : Integer.parseInt(cells[10]);
    int standard = cells[9].equals(NONE) ? Math.min(STANDARD, most) : Integer.parseInt(cells[9]);
    return new ListRow(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        ListStyle.of(cells[4]),
        names(cells[5]),
        ListRow.Item.valueOf(constant(cells[6])),
        name(cells[7]),
        name(cells[8]),
        standard,
        Math.max(standard, most),
        names(cells[11]),
        names(cells[12]).stream().map(ListTable::constant).map(ListRow.Trait::valueOf).toList());
  }

  private static String name(String cell) {
    return cell.equals(NONE) ? "" : cell;
  }

  private static List<String> names(String cell) {
    return cell.equals(NONE) ? List.of() : List.of(cell.split(","));
  }

  private static String constant(String cell) {
    return cell.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
