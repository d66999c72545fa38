package io.lakegate.sdk.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Reads the INI dialect of the Go SDK, with keys in any case: {@code =} or {@code :} between key
 * and value; comments begin with {@code #} or {@code ;} at the start of a line or after a space; a
 * backslash at the end continues the line; single, double, back and triple quotes, and around a key
 * all of them but single ones.
 */
final class ProfileFileParser {

  private static final String TRIPLE_QUOTE = "\"\"\"";
  private static final String BACK_QUOTE = "`";

  private final String path;
  private final List<String> lines;
  private final SequencedMap<String, Map<String, String>> sections = new LinkedHashMap<>();
  private final List<ProfileFile.Spot> spots = new ArrayList<>();
  private String section = ProfileFile.DEFAULT;
  private int next;

  ProfileFileParser(String path, String text) {
    this.path = path;
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.lines = withoutMark.lines().toList();
  }

  ProfileFile parse() {
    while (next < lines.size()) {
      String line = lines.get(next++).strip();
      if (!line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != ';') {
        read(line);
      }
    }
    return new ProfileFile(path, sections, spots);
  }

  private void read(String line) {
    if (line.charAt(0) == '[') {
      readHeader(line);
      return;
    }
    String quote = keyQuote(line);
    int end = quote.isEmpty() ? 0 : line.indexOf(quote, quote.length());
    if (end < 0) {
      throw error("the quote before the key is not closed");
    }
    int delimiter = delimiter(line, end + quote.length());
    if (delimiter < 0) {
      throw error("there is no = after the key");
    }
    String key = line.substring(quote.length(), quote.isEmpty() ? delimiter : end).strip();
    if (key.isEmpty()) {
      throw error("there is no key before the =");
    }
    String lower = key.toLowerCase(Locale.ROOT);
    spots.add(new ProfileFile.Spot(section, lower, next));
    String value = value(line.substring(delimiter + 1).strip());
    sections.computeIfAbsent(section, name -> new LinkedHashMap<>()).put(lower, value);
  }

  /** The quotes that a key may stand in: all but single ones. */
  private static String keyQuote(String line) {
    if (line.length() > 2 * TRIPLE_QUOTE.length() && line.startsWith(TRIPLE_QUOTE)) {
      return TRIPLE_QUOTE;
    }
    boolean quoted = line.startsWith("\"") || line.startsWith(BACK_QUOTE);
    return quoted ? line.substring(0, 1) : "";
  }

  private void readHeader(String line) {
    int end = line.lastIndexOf(']');
    String name = end < 0 ? "" : line.substring(1, end).strip();
    if (name.isEmpty()) {
      throw error(end < 0 ? "there is no ] after the section's name" : "the section has no name");
    }
    section = name;
    spots.add(new ProfileFile.Spot(section, "", next));
  }

  private static int delimiter(String line, int from) {
    for (int i = from; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }

  private String value(String text) {
    if (text.length() > TRIPLE_QUOTE.length() && text.startsWith(TRIPLE_QUOTE)) {
      return quoted(text.substring(TRIPLE_QUOTE.length()), TRIPLE_QUOTE);
    }
    if (text.startsWith(BACK_QUOTE)) {
      return quoted(text.substring(BACK_QUOTE.length()), BACK_QUOTE);
    }
    if (text.endsWith("\\")) {
      return continued(text.substring(0, text.length() - 1));
    }
    return unquote(withoutComment(text));
  }

  private String quoted(String first, String quote) {
    int end = first.lastIndexOf(quote);
    if (end >= 0) {
      return first.substring(0, end);
    }
    StringBuilder value = new StringBuilder(first);
    for (int i = next; i < lines.size(); i++) {
      String line = lines.get(i);
      int close = line.lastIndexOf(quote);
      value.append('\n').append(close < 0 ? line : line.substring(0, close));
      if (close >= 0) {
        next = i + 1;
        return value.toString();
      }
    }
    throw error("the quote before the value is not closed");
  }

  private String continued(String first) {
    StringBuilder value = new StringBuilder(first);
    while (next < lines.size()) {
      String line = lines.get(next++).strip();
      boolean more = line.endsWith("\\");
      value.append(more ? line.substring(0, line.length() - 1) : line);
      if (!more) {
        break;
      }
    }
    return value.toString();
  }

  private static String withoutComment(String text) {
    int comment = text.indexOf(" #");
    if (comment < 0) {
      comment = text.indexOf(" ;");
    }
    return comment < 0 ? text : text.substring(0, comment).strip();
  }

  private static String unquote(String text) {
    if (text.length() < 2) {
      return text;
    }
    char quote = text.charAt(0);
    boolean surrounded =
        (quote == '"' || quote == '\'') && text.indexOf(quote, 1) == text.length() - 1;
    return surrounded ? text.substring(1, text.length() - 1) : text;
  }

  private SyntaxException error(String what) {
    return new SyntaxException("line " + next + ": " + what);
  }

  /** A line that cannot be read. Says which and why, never what stands there. */
  static final class SyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private SyntaxException(String message) {
      super(message);
    }
  }
}
