package io.lakegate.sdk.spelling;

/** Brings a text from elsewhere into a form that stays on its line of a log or a terminal. */
public final class Printable {

  private Printable() {}

  /**
   * The text with what would move a cursor, end a line or turn its direction written as a
   * backslash, a u and its number.
   *
   * @param text any text
   * @return the same text where nothing in it is to be escaped
   */
  public static String text(String text) {
    var result = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(result, c));
    return result.toString();
  }

  private static void append(StringBuilder result, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          result.append(String.format("\\u%04x", c));
      default -> result.appendCodePoint(c);
    }
  }
}
