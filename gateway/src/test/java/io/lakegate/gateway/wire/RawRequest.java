package io.lakegate.gateway.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client writes, from the file of all of them: a name, a verdict and the bytes, a tab
 * between each.
 *
 * @param name what it is
 * @param verdict what becomes of it
 * @param text its bytes, as ISO 8859-1
 */
record RawRequest(String name, Verdict verdict, String text) {

  private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)\\*([^}]+)}");
  private static final Pattern ESCAPED = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");

  /** All of them, in the order of the file. */
  static List<RawRequest> all() {
    try (InputStream file = RawRequest.class.getResourceAsStream("requests.tsv")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> line.contains("\t")).map(RawRequest::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RawRequest parse(String line) {
    String[] columns = line.split("\t", 3);
    return new RawRequest(columns[0], Verdict.parse(columns[1]), decode(columns[2]));
  }

  /** {@code {host}} is a good Host field, {@code {3*ab}} is {@code ababab}; then the escapes. */
  private static String decode(String text) {
    String whole =
        REPEATED
            .matcher(text.replace("{host}", "Host: localhost\\r\\n"))
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(2).repeat(Integer.parseInt(found.group(1)))));
    return ESCAPED
        .matcher(whole)
        .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(character(found))));
  }

  private static char character(MatchResult escape) {
    String after = escape.group(1);
    return switch (after.charAt(0)) {
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'x' -> after.length() == 3 ? (char) Integer.parseInt(after.substring(1), 16) : 'x';
      default -> after.charAt(0);
    };
  }

  /** The method that an answer has to be read for. */
  String method() {
    return text.startsWith("HEAD ") ? "HEAD" : "GET";
  }

  @Override
  public String toString() {
    return name;
  }
}
