package io.lakegate.gateway.pages;

import io.lakegate.sdk.catalog.Catalog;
import io.lakegate.sdk.catalog.Endpoint;
import io.lakegate.sdk.paging.Items;
import io.lakegate.sdk.paging.ListDescriptor;
import io.lakegate.sdk.paging.PageStyle;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A list of the catalog as a client asks for it, with the parameters that any list takes.
 *
 * @param endpoint the catalog's endpoint
 * @param list how the catalog says that it is paged
 * @param path its path, with values in place of names
 */
record WalkedList(Endpoint endpoint, ListDescriptor list, String path) {

  /** A number that no double holds and an escape that need not be: a body is sent as it is. */
  private static final String BODY = "{ \"filter\" : \"\\u0061\", \"number\" : 9007199254740993 }";

  private static final String QUERY = "filter=a%2Fb+c";

  /** Every list of the catalog. */
  static List<WalkedList> ofTheCatalog() {
    return Catalog.standard().endpoints().stream()
        .filter(endpoint -> endpoint.list().isPresent())
        .map(
            endpoint ->
                new WalkedList(
                    endpoint,
                    endpoint.list().orElseThrow(),
                    endpoint.template().replaceAll("\\{[^}]*}", "some-1")))
        .toList();
  }

  /** How its pages follow each other, in a word. */
  String style() {
    return switch (list.style()) {
      case PageStyle.Token token when token.field().startsWith("last_") -> "key of the last item";
      case PageStyle.Token token ->
          switch (token.place()) {
            case QUERY -> "token in the query";
            case BODY -> "token in the body";
          };
      case PageStyle.Offset _ -> "offset";
      case PageStyle.Page _ -> "page number";
      case PageStyle.NextRequest _ -> "next request";
      case PageStyle.Single() -> list.items() instanceof Items.Root ? "bare array" : "single page";
      case PageStyle.Chunks _ -> "chunks";
      case PageStyle.ByteRanges() -> "ranges of bytes";
    };
  }

  /** Whether a page without items can be followed by others. */
  boolean goesOnAfterEmptyPages() {
    return switch (style()) {
      case "token in the query", "token in the body", "next request" -> true;
      default -> false;
    };
  }

  /** Whether its pages are reached by tokens that mean nothing to anybody else. */
  boolean byToken() {
    return style().startsWith("token in ");
  }

  boolean single() {
    return list.style() instanceof PageStyle.Single;
  }

  boolean post() {
    return endpoint.method().equals("POST");
  }

  /** The request's target. */
  String target() {
    return path + (post() ? "" : "?" + QUERY);
  }

  /** The target of a first page, with what the catalog adds. */
  String firstTarget() {
    String defaults =
        list.defaults().entrySet().stream()
            .map(parameter -> "&" + parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining());
    return target() + defaults;
  }

  /** A whole request of the list, at a prefix of its target. */
  String request(String prefix, String fields) {
    return request(prefix + target(), fields, post() ? BODY : "");
  }

  /** A whole request of the first page. */
  String firstRequest(String fields) {
    return request(firstTarget(), fields, post() ? BODY : "");
  }

  private String request(String target, String fields, String body) {
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(endpoint.method(), target, fields, body.length(), body);
  }

  /** How many pages there are to so many items. */
  int pages(int items, int size) {
    int full = (items + size - 1) / size;
    return switch (style()) {
      case "single page", "bare array" -> 1;
      // nothing but a page without items says that it is the last
      case "offset", "page number", "key of the last item" -> full + 1;
      default -> Math.max(1, full);
    };
  }

  /** A page with these items, as JSON, that leads on to another if it is not empty. */
  String page(String items, String next) {
    String array = "[" + items + "]";
    return switch (list.items()) {
      case Items.Root() -> array;
      case Items.Member(List<String> path) ->
          "{"
              + path.stream().map(name -> "\"" + name + "\":").collect(Collectors.joining("{"))
              + array
              + "}".repeat(path.size() - 1)
              + following(next)
              + "}";
      case Items.Several(List<String> names) ->
          names.stream()
              .map(name -> "\"" + name + "\":" + array)
              .collect(Collectors.joining(",", "{", "}"));
      case Items.Merged merged -> throw new IllegalArgumentException(merged + " is no list");
    };
  }

  private String following(String next) {
    if (next.isEmpty()) {
      return "";
    }
    return switch (list.style()) {
      case PageStyle.Token token -> ",\"" + token.field() + "\":\"" + next + "\"";
      case PageStyle.NextRequest request ->
          ",\"" + request.field() + "\":{\"to\":\"" + next + "\"}";
      case PageStyle.Offset _, PageStyle.Page _ -> "";
      case PageStyle.Single(), PageStyle.Chunks _, PageStyle.ByteRanges() ->
          throw new IllegalArgumentException(this + " has one page");
    };
  }

  /** How many lists there are of each style. */
  static Map<String, Long> byStyle(List<WalkedList> lists) {
    return lists.stream().collect(Collectors.groupingBy(WalkedList::style, Collectors.counting()));
  }

  @Override
  public String toString() {
    return endpoint.method() + " " + endpoint.template() + " (" + style() + ")";
  }
}
