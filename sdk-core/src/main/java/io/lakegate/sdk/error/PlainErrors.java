package io.lakegate.sdk.error;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Errors that are no JSON object: text, HTML, XML, nothing. */
final class PlainErrors {

  /** How much of a text is a message, in characters. */
  private static final int MOST_MESSAGE = 1024;

  /** {@code CODE: message}, from the start of a text. */
  private static final Pattern CODED = Pattern.compile("([A-Z_]+): ?(\\S[\\s\\S]*)");

  private static final List<String> TELLING = List.of("pre", "title", "message");

  private PlainErrors() {}

  static OriginError read(int status, String contentType, String body) {
    String text = body.strip();
    String code = StatusNames.code(status);
    if (text.isEmpty()) {
      return new OriginError(code, StatusNames.phrase(status));
    }
    if (isMarkup(contentType, text)) {
      String told =
          TELLING.stream()
              .flatMap(tag -> element(text, tag).stream())
              .findFirst()
              .orElseGet(() -> StatusNames.phrase(status));
      return new OriginError(code, shortened(told));
    }
    Matcher coded = CODED.matcher(text);
    return coded.matches()
        ? new OriginError(coded.group(1), shortened(coded.group(2)))
        : new OriginError(code, shortened(text));
  }

  private static boolean isMarkup(String contentType, String text) {
    String type = contentType.toLowerCase(Locale.ROOT);
    return text.startsWith("<") || type.contains("html") || type.contains("xml");
  }

  /** The text of the first element of a name, without markup in it; empty if it says nothing. */
  private static Optional<String> element(String text, String name) {
    String lower = text.toLowerCase(Locale.ROOT);
    int start = lower.indexOf("<" + name + ">");
    int end = start < 0 ? -1 : lower.indexOf("</" + name + ">", start);
    if (end < 0 || lower.length() != text.length()) {
      return Optional.empty();
    }
    String inside = text.substring(start + name.length() + 2, end);
    String told = withoutTail(inside.replaceAll("<[^<>]*>", "").strip());
    return told.isEmpty() ? Optional.empty() : Optional.of(unescaped(told));
  }

  private static String withoutTail(String text) {
    int end = text.length();
    while (end > 0 && " .".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static String shortened(String text) {
    if (text.length() <= MOST_MESSAGE) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MOST_MESSAGE - 1)) ? 1 : 0;
    return text.substring(0, MOST_MESSAGE - end) + "…";
  }
}
