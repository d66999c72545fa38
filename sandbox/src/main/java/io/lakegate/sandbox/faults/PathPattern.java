package io.lakegate.sandbox.faults;

import java.util.regex.Pattern;

/**
 * Which paths a fault concerns, in one of three forms:
 *
 * <ul>
 *   <li>{@code regex:…}: the whole path matches the regular expression;
 *   <li>with a {@code *}: a glob, in which {@code *} stands for anything within one segment and
 *       {@code **} for anything;
 *   <li>otherwise: the path itself, and every path below it.
 * </ul>
 */
final class PathPattern {
  private static final String REGEX = "regex:";

  private final Pattern pattern;

  private PathPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws java.util.regex.PatternSyntaxException when the regular expression is none
   */
  static PathPattern of(String text) {
    if (text.startsWith(REGEX)) {
      return new PathPattern(Pattern.compile(text.substring(REGEX.length())));
    }
    if (text.contains("*")) {
      return new PathPattern(Pattern.compile(glob(text)));
    }
    String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return new PathPattern(Pattern.compile(Pattern.quote(path) + "(/.*)?"));
  }

  boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  private static String glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.split("(?<=\\*)(?!\\*)|(?<!\\*)(?=\\*)")) {
      regex.append(
          switch (part) {
            case "*" -> "[^/]*";
            case "**" -> ".*";
            default -> Pattern.quote(part);
          });
    }
    return regex.toString();
  }
}
