package io.lakegate.sdk.waiting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The texts of chosen members of a JSON document. They are read in one pass that skips the rest, so
 * that a large entity costs no more memory than its state. Numbers are kept as they are written.
 */
final class JsonMembers {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private final Map<String, String> texts = new HashMap<>();
  private final Set<String> strings = new HashSet<>();

  private JsonMembers() {}

  /**
   * Reads members, named by dotted paths or JSON pointers.
   *
   * @return empty if the bytes are no JSON object or array
   */
  static Optional<JsonMembers> read(byte[] json, Collection<String> paths) {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null || !first.isStructStart()) {
        return Optional.empty();
      }
      JsonMembers members = new JsonMembers();
      members.collect(parser, Wanted.all(paths));
      return isOver(parser) ? Optional.of(members) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Reads the same members of each element of an array. An array that is not there has none.
   *
   * @return empty if the bytes are no JSON object or array
   */
  static Optional<List<JsonMembers>> elements(byte[] json, String array, Collection<String> paths) {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == null || !first.isStructStart()) {
        return Optional.empty();
      }
      List<JsonMembers> elements = new ArrayList<>();
      if (descend(parser, names(array)) && parser.hasToken(JsonToken.START_ARRAY)) {
        Wanted wanted = Wanted.all(paths);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          JsonMembers element = new JsonMembers();
          element.collect(parser, wanted);
          elements.add(element);
        }
      }
      return isOver(parser) ? Optional.of(elements) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The text of a scalar, the joined texts of an array, "" for an object; empty if absent. */
  Optional<String> text(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /** The text of a string; empty if the member is absent, or is none. */
  Optional<String> string(String path) {
    return text(path).filter(_ -> strings.contains(path));
  }

  /** Whether a member is there and is not null. */
  boolean has(String path) {
    return texts.containsKey(path);
  }

  private void collect(JsonParser parser, Wanted wanted) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      put(wanted, "");
      collectObject(parser, wanted);
    } else if (token == JsonToken.START_ARRAY) {
      collectArray(parser, wanted);
    } else if (token != JsonToken.VALUE_NULL) {
      put(wanted, parser.getText());
      if (wanted.path != null && token == JsonToken.VALUE_STRING) {
        strings.add(wanted.path);
      }
    }
  }

  private void collectObject(JsonParser parser, Wanted wanted) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Wanted next = wanted.below.get(parser.currentName());
      parser.nextToken();
      collectOrSkip(parser, next);
    }
  }

  private void collectArray(JsonParser parser, Wanted wanted) throws IOException {
    StringJoiner scalars = new StringJoiner("; ");
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      if (wanted.path != null && parser.currentToken().isScalarValue()) {
        scalars.add(parser.getText());
      }
      collectOrSkip(parser, wanted.below.isEmpty() ? null : wanted.below.get(Integer.toString(i)));
    }
    put(wanted, scalars.toString());
  }

  private void collectOrSkip(JsonParser parser, @Nullable Wanted next) throws IOException {
    if (next == null) {
      parser.skipChildren();
    } else {
      collect(parser, next);
    }
  }

  private void put(Wanted wanted, String text) {
    if (wanted.path != null) {
      texts.put(wanted.path, text);
    }
  }

  /** Moves to the value of a member; false, at the document's end, if it is not there. */
  private static boolean descend(JsonParser parser, List<String> names) throws IOException {
    for (String name : names) {
      if (!parser.hasToken(JsonToken.START_OBJECT)) {
        parser.skipChildren();
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME && !parser.currentName().equals(name)) {
        parser.nextToken();
        parser.skipChildren();
      }
      if (!parser.hasToken(JsonToken.FIELD_NAME)) {
        return false;
      }
      parser.nextToken();
    }
    return true;
  }

  /** Reads on to the end, so that half a document counts as none. */
  private static boolean isOver(JsonParser parser) throws IOException {
    while (!parser.getParsingContext().inRoot()) {
      parser.nextToken();
    }
    return parser.nextToken() == null;
  }

  private static List<String> names(String path) {
    if (!path.startsWith("/")) {
      return List.of(path.split("\\.", -1));
    }
    List<String> names = new ArrayList<>();
    for (String name : path.substring(1).split("/", -1)) {
      names.add(name.replace("~1", "/").replace("~0", "~"));
    }
    return names;
  }

  /** The tree of names that lead to what is wanted. */
  private static final class Wanted {
    private final Map<String, Wanted> below = new HashMap<>();
    private @Nullable String path;

    private static Wanted all(Collection<String> paths) {
      Wanted root = new Wanted();
      for (String path : paths) {
        Wanted node = root;
        for (String name : names(path)) {
          node = node.below.computeIfAbsent(name, _ -> new Wanted());
        }
        node.path = path;
      }
      return root;
    }
  }
}
