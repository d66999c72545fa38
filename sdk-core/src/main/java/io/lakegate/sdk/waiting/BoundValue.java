package io.lakegate.sdk.waiting;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A value for a parameter of a poll. */
sealed interface BoundValue {

  /**
   * A value that can stand in a request target.
   *
   * @param inPath as it stands in a path
   * @param inQuery as it stands in a query
   */
  record Found(String inPath, String inQuery) implements BoundValue {}

  /**
   * No such value.
   *
   * @param problem where it was looked for, and what was expected
   */
  record Missing(String problem) implements BoundValue {}

  /** The unreserved characters of RFC 3986 2.3; everything else is encoded. */
  String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

  /**
   * Why a text cannot stand in a path without leading somewhere else; empty if it can.
   *
   * @param resourceName whether its slashes part segments
   */
  static Optional<String> danger(String text, boolean resourceName) {
    if (text.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (text.startsWith("/")) {
      return Optional.of("it begins with a slash");
    }
    if (text.indexOf('\0') >= 0) {
      return Optional.of("it holds a NUL");
    }
    for (String segment : text.split("[/\\\\]", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        return Optional.of("it holds a dot segment");
      }
      if (segment.isEmpty() && resourceName) {
        return Optional.of("it holds an empty segment");
      }
    }
    return Optional.empty();
  }

  /** The text as it stands in a target, with its slashes encoded too. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (PLAIN.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append('%');
        encoded.append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xf, 16)));
        encoded.append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
      }
    }
    return encoded.toString();
  }
}
