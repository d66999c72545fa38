package io.lakegate.sdk.paging;

import io.lakegate.sdk.http.RawQuery;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/**
 * The target of a request with its parameters, each as it was written. Names are compared as they
 * are meant: {@code page%5Ftoken} is {@code page_token}. What is not asked for stays, byte for byte
 * and in its order.
 *
 * @param path what comes before the query
 * @param parameters the parts between the ampersands; none if there is no query
 */
record QueryString(String path, List<String> parameters) {

  /**
   * The characters that never need an escape (RFC 3986, section 2.3), besides letters and digits.
   */
  private static final String UNRESERVED = "-._~";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  QueryString {
    parameters = List.copyOf(parameters);
  }

  static QueryString of(String target) {
    String path = RawQuery.pathOf(target);
    if (path.length() == target.length()) {
      return new QueryString(path, List.of());
    }
    return new QueryString(path, List.of(target.substring(path.length() + 1).split("&", -1)));
  }

  String target() {
    return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
  }

  /** The values of a parameter, decoded, in the order in which they were sent. */
  List<String> values(String name) {
    return parameters.stream()
        .filter(parameter -> name(parameter).equals(name))
        .map(parameter -> decode(value(parameter)))
        .toList();
  }

  /**
   * Without the parameters that are meant for the gateway: those whose name begins with {@code _}.
   */
  QueryString withoutOurs() {
    return keep(name -> !name.startsWith("_"));
  }

  /** Without the parameters of a name. */
  QueryString without(String name) {
    return keep(other -> !other.equals(name));
  }

  /** Without all parameters but those of these names and one more. */
  QueryString keepOnly(List<String> names, String more) {
    return keep(name -> names.contains(name) || name.equals(more));
  }

  private QueryString keep(Predicate<String> names) {
    return new QueryString(
        path, parameters.stream().filter(parameter -> names.test(name(parameter))).toList());
  }

  /** Adds a parameter, unless it is there. */
  QueryString withDefault(String name, String value) {
    return values(name).isEmpty() ? with(name, value) : this;
  }

  /**
   * Replaces a parameter where it stands, drops further ones of its name, or adds it at the end.
   */
  QueryString with(String name, String value) {
    String pair = encode(name) + "=" + encode(value);
    List<String> changed = new ArrayList<>();
    boolean placed = false;
    for (String parameter : parameters) {
      if (!name(parameter).equals(name)) {
        changed.add(parameter);
      } else if (!placed) {
        changed.add(pair);
        placed = true;
      }
    }
    if (!placed) {
      changed.add(pair);
    }
    return new QueryString(path, changed);
  }

  private static String name(String parameter) {
    return decode(parameter.substring(0, nameEnd(parameter)));
  }

  private static String value(String parameter) {
    int equals = nameEnd(parameter);
    return equals == parameter.length() ? "" : parameter.substring(equals + 1);
  }

  private static int nameEnd(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0 ? parameter.length() : equals;
  }

  private static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '%' && isEscape(text, at)) {
        bytes.write(Integer.parseInt(text, at + 1, at + 3, 16));
        at += 2;
      } else {
        bytes.writeBytes(String.valueOf(c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && (Character.isLetterOrDigit(b) || UNRESERVED.indexOf(b) >= 0)) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX.toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
