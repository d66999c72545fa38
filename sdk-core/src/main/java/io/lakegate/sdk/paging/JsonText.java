package io.lakegate.sdk.paging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Strings of JSON that were found by a {@link JsonScanner}: the few that have to be read. */
final class JsonText {

  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /**
   * Reads the string whose quotes are at {@code from} and before {@code to}.
   *
   * @return nothing if it cannot be written as UTF-8: it is no UTF-8 itself, or holds half of a
   *     surrogate pair
   */
  static Optional<String> decode(byte[] bytes, int from, int to) {
    try (JsonParser parser = JSON.createParser(bytes, from, to - from)) {
      parser.nextToken();
      return Optional.of(parser.getText()).filter(JsonText::isWhole);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Returns a text in quotes. */
  static String quote(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /**
   * Whether the string whose quotes are at {@code from} and before {@code to} is a name, escapes
   * included. Allocates nothing where the name is ASCII, since it is asked of every member.
   */
  static boolean equals(byte[] bytes, int from, int to, String name) {
    int at = from + 1;
    for (int i = 0; i < name.length(); i++) {
      if (at >= to - 1) {
        return false;
      }
      int width = bytes[at] == '\\' ? escapeWidth(bytes[at + 1]) : 1;
      int character = width == 1 ? bytes[at] : unescape(bytes, at + 1);
      if (character != name.charAt(i)) {
        return name.charAt(i) > '~' && decode(bytes, from, to).filter(name::equals).isPresent();
      }
      at += width;
    }
    return at == to - 1;
  }

  private static int escapeWidth(byte kind) {
    return kind == 'u' ? 6 : 2;
  }

  private static int unescape(byte[] bytes, int at) {
    return switch (bytes[at]) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int unit = 0;
        for (int digit = at + 1; digit <= at + 4; digit++) {
          unit = unit << 4 | Character.digit(bytes[digit], 16);
        }
        yield unit;
      }
      default -> bytes[at];
    };
  }

  /** Whether a range holds a text in ASCII. */
  static boolean isLiteral(byte[] bytes, int from, int to, String literal) {
    byte[] wanted = literal.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(bytes, from, to, wanted, 0, wanted.length);
  }
}
