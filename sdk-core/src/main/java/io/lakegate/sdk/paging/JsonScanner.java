package io.lakegate.sdk.paging;

import io.lakegate.sdk.paging.PagingException.Reason;

/**
 * Finds where JSON values end (RFC 8259), without reading them. Every method takes the position to
 * begin at and returns the one behind what it passed; nothing is decoded and nothing allocated, and
 * no byte is looked at twice.
 *
 * <p>A parser does more, and pays for it: Jackson's takes about twice the time, checks the length
 * of numbers, and knows positions only behind a token.
 *
 * <p>What passes is JSON but for two things: bytes from 0x80 up are not checked to be UTF-8, so
 * that they come out as they went in, and names may repeat.
 */
final class JsonScanner {

  /** Nesting that is followed, of arrays and objects; the default of Jackson's parsers. */
  static final int MAX_DEPTH = 1000;

  private final byte[] bytes;
  private final int end;
  private final Reason reason;

  /** For each open array or object around a position, outermost first, whether it is an object. */
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];

  /**
   * Creates a scanner.
   *
   * @param bytes the text; not copied
   * @param reason what it means if the text is no JSON
   */
  JsonScanner(byte[] bytes, Reason reason) {
    this.bytes = bytes;
    this.end = bytes.length;
    this.reason = reason;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Passes the byte order mark, if there is one, and white space. */
  int start() {
    boolean marked =
        end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    return white(marked ? 3 : 0);
  }

  /** Passes white space. */
  int white(int from) {
    int at = from;
    while (at < end && bytes[at] <= ' ' && isWhite(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isWhite(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  boolean is(int at, char c) {
    return at < end && bytes[at] == c;
  }

  /** Passes one character that has to be there. */
  int expect(int at, char c) {
    if (!is(at, c)) {
      throw failure(at, "'" + c + "'");
    }
    return at + 1;
  }

  /** Passes white space up to the end, which has to follow. */
  void expectEnd(int from) {
    int at = white(from);
    if (at < end) {
      throw failure(at, "nothing more");
    }
  }

  PagingException failure(int at, String expected) {
    String where = at < end ? "at byte " + at : "at its end, byte " + at;
    return PagingException.of(
        reason,
        (reason == Reason.BAD_REQUEST
                ? "the body of the request is not the JSON object that is expected of a client: "
                : "bad page: ")
            + where
            + ", expected "
            + expected);
  }

  /**
   * Passes the value that begins here. One loop, and not in smaller parts, because that takes a
   * quarter less time.
   */
  int value(int from) {
    final byte[] b = bytes;
    int depth = 0;
    boolean inObject = false;
    int at = from;
    while (true) {
      byte first = at < b.length ? b[at] : 0;
      if (first == '"') {
        at = string(at);
      } else if (first == '{' || first == '[') {
        boolean object = first == '{';
        int inner = white(at + 1);
        if (is(inner, object ? '}' : ']')) {
          at = inner + 1;
        } else {
          inObject = object;
          push(depth++, inObject, at);
          at = inObject ? name(inner) : inner;
          continue;
        }
      } else {
        at = scalar(at);
      }
      if (depth == 0) {
        return at;
      }
      while (true) {
        at = white(at);
        byte next = at < b.length ? b[at] : 0;
        if (next == ',') {
          at = white(at + 1);
          at = inObject ? name(at) : at;
          break;
        }
        at = expect(at, inObject ? '}' : ']');
        if (--depth == 0) {
          return at;
        }
        inObject = isObject(depth - 1);
      }
    }
  }

  private int scalar(int at) {
    if (at >= end) {
      throw failure(at, "a value");
    }
    return switch (bytes[at]) {
      case 't' -> literal(at, "true");
      case 'f' -> literal(at, "false");
      case 'n' -> literal(at, "null");
      default -> number(at);
    };
  }

  private void push(int depth, boolean object, int at) {
    if (depth >= MAX_DEPTH) {
      throw failure(at, "no more than " + MAX_DEPTH + " arrays and objects inside each other");
    }
    long bit = 1L << depth;
    objects[depth >> 6] = object ? objects[depth >> 6] | bit : objects[depth >> 6] & ~bit;
  }

  private boolean isObject(int depth) {
    return (objects[depth >> 6] & 1L << depth) != 0;
  }

  /** Passes a name, its colon and the white space around that. */
  int name(int from) {
    int at = white(string(from));
    return white(expect(at, ':'));
  }

  /** Passes a string. */
  int string(int from) {
    int at = expect(from, '"');
    while (true) {
      at = PlainBytes.end(bytes, at, end);
      if (at >= end) {
        throw failure(at, "the end of a string");
      }
      byte b = bytes[at];
      if (b == '"') {
        return at + 1;
      }
      if (b != '\\') {
        throw failure(at, "no control character in a string");
      }
      at = escape(at + 1);
    }
  }

  private int escape(int at) {
    if (at >= end) {
      throw failure(at, "the end of an escape");
    }
    return switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
      case 'u' -> {
        for (int digit = at + 1; digit <= at + 4; digit++) {
          if (digit >= end || Character.digit(bytes[digit], 16) < 0) {
            throw failure(digit, "a hexadecimal digit");
          }
        }
        yield at + 5;
      }
      default -> throw failure(at, "an escape of JSON");
    };
  }

  private int literal(int from, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!is(from + i, text.charAt(i))) {
        throw failure(from, "a value");
      }
    }
    return from + text.length();
  }

  private int number(int from) {
    int at = is(from, '-') ? from + 1 : from;
    if (is(at, '0')) {
      at++;
    } else {
      at = digits(at, at == from ? "a value" : "a digit");
    }
    if (is(at, '.')) {
      at = digits(at + 1, "a digit");
    }
    if (is(at, 'e') || is(at, 'E')) {
      at++;
      at = digits(is(at, '+') || is(at, '-') ? at + 1 : at, "a digit");
    }
    return at;
  }

  private int digits(int from, String expected) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw failure(at, expected);
    }
    return at;
  }
}
