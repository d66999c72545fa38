package io.lakegate.sdk.secret;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands in a text as Base64 of either alphabet, white space within it or not. Where it begins
 * cannot be told from the words before it, so it is read from each of the four places possible.
 */
final class Base64Runs {

  private static final int DIGITS = 4;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private Base64Runs() {}

  static List<PlainView> in(PlainView text) {
    PlainView.Builder run = new PlainView.Builder(text.bytes().length);
    List<PlainView> found = new ArrayList<>();
    for (int i = 0; i < text.bytes().length; i++) {
      byte one = text.bytes()[i];
      if (value(one) >= 0) {
        run.add(one, text.from(i), text.to(i));
      } else if (one < 0 || (one > ' ' && one != '\\')) {
        decode(run.build(), found);
        run = new PlainView.Builder(text.bytes().length - i);
      }
    }
    decode(run.build(), found);
    return found;
  }

  private static void decode(PlainView run, List<PlainView> found) {
    int digits = run.bytes().length;
    for (int skipped = 0; skipped < DIGITS && digits - skipped >= 2; skipped++) {
      PlainView.Builder out = new PlainView.Builder(digits);
      int bits = 0;
      for (int i = skipped; i < digits; i++) {
        bits = bits << 6 | value(run.bytes()[i]);
        int position = (i - skipped) % DIGITS;
        if (position > 0) {
          int shift = 6 - 2 * position;
          out.add((byte) (bits >> shift), run.from(i - 1), run.to(i));
        }
      }
      found.add(out.build());
    }
  }

  private static int value(byte digit) {
    return switch (digit) {
      case '-' -> 62;
      case '_' -> 63;
      default -> ALPHABET.indexOf(digit);
    };
  }
}
