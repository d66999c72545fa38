package io.lakegate.gateway.guard;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.http.HttpMethod;

/**
 * Decides which request targets are forwarded: origin-form with exactly one leading slash (RFC 9112
 * 3.2.1), printable ASCII, no fragment, and a path that no decoding turns into another one.
 *
 * <p>The bytes that pass are forwarded exactly; the decoded copy here only decides.
 */
public final class RequestTargets {

  /** A path that still changes after this many rounds of decoding is not an honest one. */
  private static final int DECODING_ROUNDS = 3;

  private RequestTargets() {}

  /**
   * Checks a method and its target.
   *
   * @throws GatewayException {@code BAD_REQUEST_TARGET} with what was expected
   */
  public static void check(HttpMethod method, String target) {
    String name = method.name();
    if (name.equalsIgnoreCase("CONNECT")
        || name.equalsIgnoreCase("TRACE")
        || name.equalsIgnoreCase("TRACK")) {
      throw new GatewayException(
          ProblemCode.BAD_REQUEST_TARGET,
          "The method "
              + name
              + " is not forwarded: the gateway is no tunnel and echoes no request.");
    }
    check(target);
  }

  /**
   * Checks a target.
   *
   * @throws GatewayException {@code BAD_REQUEST_TARGET} with what was expected
   */
  static void check(String target) {
    if (target.isEmpty() || target.charAt(0) != '/') {
      throw refused("it has to begin with one slash (an absolute URL, '*' or a host is not taken)");
    }
    if (target.length() > 1 && target.charAt(1) == '/') {
      throw refused("it has to begin with exactly one slash");
    }
    int pathEnd = scan(target);
    boolean encoded = target.indexOf('%') >= 0 && target.indexOf('%') < pathEnd;
    if (encoded) {
      checkDecoded(target.substring(0, pathEnd));
    } else if (hasDotSegment(target, pathEnd)) {
      throw dotSegments();
    }
  }

  /** Refuses single characters; returns where the path ends. */
  private static int scan(String target) {
    int pathEnd = -1;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw refused("spaces, control characters and non-ASCII have to be percent-encoded");
      }
      if (c == '#') {
        throw refused("a fragment is never sent");
      }
      if (c == '\\') {
        throw refused("a backslash is not taken");
      }
      if (c == '?' && pathEnd < 0) {
        pathEnd = i;
      }
    }
    return pathEnd < 0 ? target.length() : pathEnd;
  }

  private static void checkDecoded(String path) {
    String current = path;
    for (int round = 0; round <= DECODING_ROUNDS; round++) {
      String decoded = decode(current, round == 0);
      if (decoded.equals(current)) {
        return;
      }
      refuseOverlong(decoded);
      if (hasDotSegment(decoded, decoded.length())) {
        throw dotSegments();
      }
      current = decoded;
    }
    throw refused("the path is encoded over and over");
  }

  /** Forms of '.' and '/' that are longer than UTF-8 allows, which some decoders take. */
  private static void refuseOverlong(String decoded) {
    for (int i = 0; i < decoded.length(); i++) {
      char c = decoded.charAt(i);
      char next = i + 1 < decoded.length() ? decoded.charAt(i + 1) : 0;
      boolean shortened = c == 0xe0 ? next < 0xa0 : c == 0xf0 && next < 0x90;
      // 0xC0 and 0xC1 never occur at all.
      if (c == 0xc0 || c == 0xc1 || (shortened && next >= 0x80)) {
        throw refused("the path is not valid UTF-8");
      }
    }
  }

  /** Decodes one round. Only the first round insists on valid encoding: later ones are data. */
  private static String decode(String text, boolean strict) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        out.append(c);
        continue;
      }
      int value = i + 2 < text.length() ? hex(text.charAt(i + 1), text.charAt(i + 2)) : -1;
      if (value < 0) {
        if (strict) {
          throw refused("a percent sign has to be followed by two hexadecimal digits");
        }
        out.append(c);
        continue;
      }
      refuseDecoded(value);
      out.append((char) value);
      i += 2;
    }
    return out.toString();
  }

  private static void refuseDecoded(int value) {
    if (value == '\\') {
      throw refused("an encoded backslash is not taken in the path");
    }
    if (value < ' ' || value == 0x7f) {
      throw refused("encoded control characters are not taken in the path");
    }
  }

  private static int hex(char high, char low) {
    int h = Character.digit(high, 16);
    int l = Character.digit(low, 16);
    return h < 0 || l < 0 ? -1 : h << 4 | l;
  }

  /** Whether a segment up to its first ';' is '.' or '..'. */
  private static boolean hasDotSegment(String path, int end) {
    for (int start = path.indexOf("/."); start >= 0 && start < end; ) {
      int i = start + 2;
      if (i < end && path.charAt(i) == '.') {
        i++;
      }
      if (i >= end || path.charAt(i) == '/' || path.charAt(i) == ';') {
        return true;
      }
      start = path.indexOf("/.", start + 1);
    }
    return false;
  }

  private static GatewayException dotSegments() {
    return refused("dot segments are not taken in any encoding");
  }

  private static GatewayException refused(String expected) {
    return new GatewayException(
        ProblemCode.BAD_REQUEST_TARGET,
        "The request target is not one that is forwarded: "
            + expected
            + ". Send a path such as /api/2.2/jobs/list.");
  }
}
