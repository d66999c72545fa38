package io.lakegate.sdk.secret;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bytes that a text stands for once its percent-encoding is undone, each with the place in the
 * text that it came from.
 */
final class PlainView {

  /** What is encoded more often than that has been taken apart on its way. */
  private static final int ROUNDS = 3;

  private final byte[] bytes;
  private final int[] from;
  private final int[] to;

  PlainView(byte[] bytes, int[] from, int[] to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  static PlainView of(String text) {
    Builder raw = new Builder(text.length() * 3);
    for (int at = 0; at < text.length(); ) {
      int next = at + Character.charCount(text.codePointAt(at));
      for (byte one : text.substring(at, next).getBytes(StandardCharsets.UTF_8)) {
        raw.add(one, at, next);
      }
      at = next;
    }
    PlainView view = raw.build();
    for (int round = 0; round < ROUNDS; round++) {
      view = view.decoded();
    }
    return view;
  }

  private PlainView decoded() {
    Builder out = new Builder(bytes.length);
    for (int i = 0; i < bytes.length; ) {
      int high = bytes[i] == '%' && i + 2 < bytes.length ? hex(bytes[i + 1]) : -1;
      int low = high < 0 ? -1 : hex(bytes[i + 2]);
      if (low >= 0) {
        out.add((byte) (high << 4 | low), from[i], to[i + 2]);
        i += 3;
      } else {
        out.add(bytes[i], from[i], to[i]);
        i++;
      }
    }
    return out.build();
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }

  /** Leaves out what forms and escapes put between characters: white space, '+' and backslashes. */
  PlainView withoutFillers() {
    Builder out = new Builder(bytes.length);
    PlainView plain = decoded();
    for (int i = 0; i < plain.bytes.length; i++) {
      byte one = plain.bytes[i];
      if ((one < 0 || one > ' ') && one != '+' && one != '\\') {
        out.add(one, plain.from[i], plain.to[i]);
      }
    }
    return out.build();
  }

  int indexOf(byte[] wanted, int start) {
    for (int i = start; wanted.length > 0 && i <= bytes.length - wanted.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  byte[] bytes() {
    return bytes;
  }

  int from(int index) {
    return from[index];
  }

  int to(int index) {
    return to[index];
  }

  /** Collects bytes and their places. */
  static final class Builder {

    private final byte[] bytes;
    private final int[] from;
    private final int[] to;
    private int size;

    Builder(int most) {
      this.bytes = new byte[most];
      this.from = new int[most];
      this.to = new int[most];
    }

    void add(byte one, int begins, int ends) {
      bytes[size] = one;
      from[size] = begins;
      to[size] = ends;
      size++;
    }

    int size() {
      return size;
    }

    PlainView build() {
      return new PlainView(
          Arrays.copyOf(bytes, size), Arrays.copyOf(from, size), Arrays.copyOf(to, size));
    }
  }
}
