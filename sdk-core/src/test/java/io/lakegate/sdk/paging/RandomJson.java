package io.lakegate.sdk.paging;

import java.util.List;
import java.util.Random;

/**
 * Makes JSON of every kind that a page may hold: deep, oddly spaced, with numbers beyond every
 * type, with escapes, and with names that repeat.
 */
final class RandomJson {

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "7",
          "-12.50",
          "9223372036854775807",
          "18446744073709551616",
          "1E400",
          "1e-7",
          "0.1",
          "123456789012345678901234567890",
          "-1.0E+2",
          "3.141592653589793238462643383279");

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "next_page_token",
          "\\\"",
          "\\\\",
          "\\/",
          "\\u0041",
          "\\ud83d\\ude00",
          "\\ud800",
          "\\n",
          "ü",
          "漢字",
          "😀",
          "]",
          "}",
          ",",
          "[{",
          "plain and longer than a machine word");

  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\r\n\t", "    ");

  private final Random random;

  RandomJson(long seed) {
    random = new Random(seed);
  }

  String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 1, 2 -> string();
      case 3 -> random.nextBoolean() ? "true" : "false";
      case 4 -> "null";
      case 5 -> array(depth);
      default -> object(depth);
    };
  }

  String array(int depth) {
    StringBuilder text = new StringBuilder("[").append(space());
    int size = random.nextInt(6);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : "," + space()).append(value(depth - 1)).append(space());
    }
    return text.append("]").toString();
  }

  private String object(int depth) {
    StringBuilder text = new StringBuilder("{").append(space());
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : "," + space()).append(member(name(), value(depth - 1)));
    }
    return text.append("}").toString();
  }

  /** A member with space wherever it may be. */
  String member(String quotedName, String value) {
    return quotedName + space() + ":" + space() + value + space();
  }

  /** Without half surrogate pairs, of which Jackson thinks differently in names than in values. */
  private String name() {
    return string().replace("\\ud800", "");
  }

  private String string() {
    StringBuilder text = new StringBuilder("\"");
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      text.append(TEXTS.get(random.nextInt(TEXTS.size())));
    }
    return text.append("\"").toString();
  }

  String space() {
    return SPACES.get(random.nextInt(SPACES.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
