package io.lakegate.sdk.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks a catalog file value by value. What is not as expected is reported and skipped, so that one
 * walk finds all problems; the value is then an empty one.
 */
final class CatalogInput {

  private static final int LONGEST_SHOWN = 60;

  private final String file;
  private final JsonParser parser;
  private final List<CatalogProblem> problems;

  private final Repetitions repetitions;
  private String name = "";

  CatalogInput(
      String file, JsonParser parser, Repetitions repetitions, List<CatalogProblem> problems) {
    this.file = file;
    this.parser = parser;
    this.repetitions = repetitions;
    this.problems = problems;
  }

  /** Goes to the file's first value. */
  void begin() throws IOException {
    parser.nextToken();
  }

  String file() {
    return file;
  }

  /** Whether the value is an object; its members come next. */
  boolean object() throws IOException {
    return is(JsonToken.START_OBJECT, "an object");
  }

  /** Goes to the value of the next member; whether there is one. */
  boolean member() throws IOException {
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    name = parser.currentName();
    parser.nextToken();
    return true;
  }

  /** The name of the member whose value comes next. */
  String name() {
    return name;
  }

  /** Whether the value is an array; its elements come next. */
  boolean array() throws IOException {
    return is(JsonToken.START_ARRAY, "a list");
  }

  /** Goes to the next element; whether there is one. */
  boolean element() throws IOException {
    return parser.nextToken() != JsonToken.END_ARRAY;
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** A text; numbers, true and false count as text, since YAML takes them for what they look. */
  String text() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      unexpected("text");
      return "";
    }
    return same(parser.getText());
  }

  /** The one string that stands for all equal ones. */
  String same(String text) {
    return repetitions.text(text);
  }

  /** The time that a text says, if it says one. */
  Optional<Duration> duration(String text) {
    return repetitions.duration(text);
  }

  /** A text that is not empty. */
  String required() throws IOException {
    String text = text();
    if (text.isEmpty() && parser.currentToken() == JsonToken.VALUE_STRING) {
      unexpected("text that is not empty");
    }
    return text;
  }

  /** One of some texts; empty if it is none of them. */
  String choice(List<String> choices) throws IOException {
    String text = text();
    if (choices.contains(text)) {
      return text;
    }
    if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
      unexpected("one of " + String.join(", ", choices));
    }
    return "";
  }

  boolean flag() throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
      unexpected("true or false");
    }
    return token == JsonToken.VALUE_TRUE;
  }

  long whole() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    unexpected("a whole number");
    return 0;
  }

  List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    if (array()) {
      while (element()) {
        texts.add(text());
      }
    }
    return texts;
  }

  Map<String, String> textsByName() throws IOException {
    Map<String, String> texts = new LinkedHashMap<>();
    if (object()) {
      while (member()) {
        texts.put(name, text());
      }
    }
    return texts;
  }

  /** A path without a query; empty if it is none, which is then reported. */
  String path() throws IOException {
    String text = required();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '?' || c == '#' || c <= ' ') {
        unexpected("a path without query, fragment or space");
        return "";
      }
    }
    return text;
  }

  /**
   * Whether a member was there and had a text. If not, that is reported, unless what was there has
   * been already.
   */
  boolean has(String member, String text) {
    if (text.isEmpty()) {
      missing(member, "expected a member " + member);
    }
    return !text.isEmpty();
  }

  /** Reports a member that is not there, unless what stands there has been reported. */
  void missing(String member, String message) {
    if (!isReported(member)) {
      report(message);
    }
  }

  private boolean isReported(String member) {
    String place = place();
    String whole = place.isEmpty() ? member : place + "." + member;
    for (CatalogProblem problem : problems) {
      boolean above = whole.startsWith(problem.place() + ".") && !place.startsWith(problem.place());
      if (problem.file().equals(file) && (problem.place().equals(whole) || above)) {
        return true;
      }
    }
    return false;
  }

  /** A path template that was read; null if it is none, which is then reported. */
  @Nullable PathTemplate template(String text) {
    try {
      return PathTemplate.parse(text, repetitions);
    } catch (IllegalArgumentException e) {
      report(String.valueOf(e.getMessage()));
      return null;
    }
  }

  /** Whether the SDKs' path can be read by its template; if not, that is reported. */
  boolean isPath(String path, String template) {
    if (path.equals(template)) {
      return true;
    }
    try {
      Endpoint.sdkTemplate(path, template, repetitions);
      return true;
    } catch (IllegalArgumentException e) {
      report("path " + path + " does not fit its template: " + e.getMessage());
      return false;
    }
  }

  /** Reports the member, and skips its value. */
  void unknown(Collection<String> names) throws IOException {
    report(
        "unknown member, expected "
            + (names.isEmpty() ? "none" : "one of " + String.join(", ", names)));
    parser.skipChildren();
  }

  /** Reports the value, and skips it. */
  void unexpected(String expected) throws IOException {
    report("got " + shown() + ", expected " + expected);
    parser.skipChildren();
  }

  private boolean is(JsonToken expected, String inWords) throws IOException {
    if (parser.currentToken() == expected) {
      return true;
    }
    unexpected(inWords);
    return false;
  }

  private String shown() throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || token == JsonToken.VALUE_NULL) {
      return "nothing";
    }
    if (!token.isScalarValue()) {
      return token == JsonToken.START_ARRAY ? "a list" : "an object";
    }
    String text = parser.getText();
    return '"'
        + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text)
        + '"';
  }

  /** Notes a problem with the value that was read last. */
  void report(String message) {
    report(place(), message);
  }

  /** Notes a problem. */
  void report(String place, String message) {
    problems.add(new CatalogProblem(file, place, message));
  }

  /** Where the walk is: {@code operations[3].list.style}. */
  String place() {
    return Places.of(parser);
  }
}
