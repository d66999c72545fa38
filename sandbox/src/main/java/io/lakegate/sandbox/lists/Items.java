package io.lakegate.sandbox.lists;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lakegate.sandbox.http.Json;

/**
 * The items of generic lists. Objects hold what a copy that reads and writes JSON anew would
 * change: integers that a double cannot hold, trailing zeros, exponents, escapes that need not be.
 */
final class Items {
  /** 2^53 + 1; a double holds none of the odd integers from here on. */
  private static final long LARGE = 9_007_199_254_740_993L;

  private Items() {}

  /** Returns the items after {@code from} until {@code to}. */
  static ArrayNode array(ListRow row, int from, int to) {
    ArrayNode items = Json.array();
    for (int i = from; i < to; i++) {
      items.addRawValue(item(row, i + 1));
    }
    return items;
  }

  /** Returns the item of a number, from 1, as JSON text. */
  static RawValue item(ListRow row, int number) {
    return new RawValue(
        switch (row.item()) {
          case OBJECT -> object(row, number);
          case ARRAY -> array(row, number);
          case INTEGER -> Long.toString(large(number));
          case STRING -> "\"" + key(row, number) + "\"";
          case BYTES -> throw new IllegalStateException("Bytes come in ranges");
        });
  }

  /** Returns the id of the item of a number. */
  static String key(ListRow row, int number) {
    return "%s-%06d".formatted(noun(row), number);
  }

  /** Returns the byte of a file at an offset. */
  static byte at(long offset) {
    return (byte) (offset * 31 + offset / 251);
  }

  private static String object(ListRow row, int number) {
    return """
    {"id":"%1$s","name":"%2$s %3$06d","number":%4$d,"ratio":%3$d.50,"small":1E-%5$d,\
    "text":"caf\\u00e9 \\"\\/\\" ümläut \\ud83d\\ude00 日本\\n\\t\\\\","enabled":%6$b,"nothing":null,\
    "nested":{"tags":["a,b","c;\\"d\\"",""],"empty":{},"none":[],"deep":{"number":-%4$d}}}"""
        .formatted(
            key(row, number), noun(row), number, large(number), 1 + number % 7, number % 2 == 0);
  }

  /** Rows of statements hold texts, whatever the type of the column; those of queries a score. */
  private static String array(ListRow row, int number) {
    return row.style() == ListStyle.CHUNK
        ? "[\"%d\",\"name \\u00e9 %d\",null]".formatted(large(number), number)
        : "[\"%s\",\"text, with a \\\"comma\\\"\",0.%d0]"
            .formatted(key(row, number), 1 + number % 9);
  }

  private static long large(int number) {
    return LARGE + 2L * number;
  }

  private static String noun(ListRow row) {
    return row.items().isEmpty() ? "item" : row.items().getFirst().replaceFirst(".*\\.", "");
  }
}
