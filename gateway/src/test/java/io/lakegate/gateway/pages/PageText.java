package io.lakegate.gateway.pages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lakegate.sdk.paging.Items;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Pages without white space, as text, cut by the positions that Jackson tells. */
final class PageText {

  private static final JsonFactory JSON = new JsonFactory();

  private PageText() {}

  /** The items of a page, as they are written there. */
  static List<String> items(String page, Items where) throws IOException {
    return switch (where) {
      case Items.Root() -> items(page, List.of());
      case Items.Member(List<String> path) -> items(page, path);
      case Items.Several(List<String> names) -> {
        List<String> all = new ArrayList<>();
        for (String name : names) {
          all.addAll(items(page, List.of(name)));
        }
        yield all;
      }
      case Items.Merged merged -> throw new IllegalArgumentException(merged + " is no list");
    };
  }

  /** A first page with these items in place of its own, and without members of these names. */
  static String joined(String firstPage, Items where, List<String> items, Set<String> tokens)
      throws IOException {
    String filled =
        switch (where) {
          case Items.Root() -> filled(firstPage, List.of(), items);
          case Items.Member(List<String> path) -> filled(firstPage, path, items);
          case Items.Several _ -> firstPage;
          case Items.Merged merged -> throw new IllegalArgumentException(merged + " is no list");
        };
    return filled.startsWith("[") ? filled : without(filled, tokens::contains);
  }

  private static String filled(String page, List<String> path, List<String> items)
      throws IOException {
    try (JsonParser parser = at(page, path).orElseThrow()) {
      int open = begin(parser) + 1;
      parser.skipChildren();
      return page.substring(0, open) + String.join(",", items) + page.substring(begin(parser));
    }
  }

  private static List<String> items(String page, List<String> path) throws IOException {
    List<String> items = new ArrayList<>();
    Optional<JsonParser> found = at(page, path);
    if (found.isPresent()) {
      try (JsonParser parser = found.get()) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(page.substring(begin(parser), end(parser)));
        }
      }
    }
    return items;
  }

  /** A parser that stands where the array begins. */
  private static Optional<JsonParser> at(String page, List<String> path) throws IOException {
    JsonParser parser = JSON.createParser(page);
    parser.nextToken();
    for (String name : path) {
      while (parser.nextToken() == JsonToken.FIELD_NAME && !parser.currentName().equals(name)) {
        parser.nextToken();
        parser.skipChildren();
      }
      parser.nextToken();
    }
    return parser.currentToken() == JsonToken.START_ARRAY ? Optional.of(parser) : Optional.empty();
  }

  private static String without(String object, Predicate<String> dropped) throws IOException {
    List<String> kept = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(object)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        int from = begin(parser);
        parser.nextToken();
        int to = end(parser);
        if (!dropped.test(name)) {
          kept.add(object.substring(from, to));
        }
      }
    }
    return "{" + String.join(",", kept) + "}";
  }

  private static int begin(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  /** Where the value ends at which a parser stands; the parser passes it. */
  private static int end(JsonParser parser) throws IOException {
    parser.skipChildren();
    parser.finishToken();
    return (int) parser.currentLocation().getCharOffset();
  }
}
