package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in an item, and beside the items, arrives as the origin wrote it. */
final class ByteEqualityIT {

  /** Items that hardly any parser gives back as they were; a character is a byte. */
  private static final List<String> ITEMS =
      List.of(
          "9223372036854775807",
          "-9223372036854775808",
          "1E400",
          "-0",
          "0.10",
          "123456789012345678901234567890.000000000000000000001e-7",
          "null",
          "\"\"",
          "[ ]",
          "{ }",
          "{\"id\":1,\"id\":2,\"\\u0069d\":3}",
          "{ \"a\" :\t1 ,\r\n\"b\" : [ 1\t, 2 ]\n}",
          "\"\\u0041\\u00e9\\/\\\"\\\\\\b\\f\\n\\r\\t\"",
          "\"\\ud800 alone, \\udc00\\ud800 the wrong way, \\uD83D\\uDE00 a pair\"",
          "\"]},{\\\"[\\\\\"",
          utf8("\"ü 日本 😀\""),
          "\"no UTF-8: \u00ff\u00c0\u0080, a surrogate: \u00ed\u00a0\u0080\"",
          "{\"deep\":" + "[".repeat(60) + "]".repeat(60) + "}");

  private static final String BESIDE =
      "\"beside\" : { \"n\" : 1E400, \"t\":\"\\u0041\\ud800" + utf8("ü") + "\",\"n\":0.10 }";

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /**
   * A way in which lists are paged.
   *
   * @param request what asks for one
   * @param items the names that lead to its items
   * @param next what a page holds that leads on, with a number in it
   * @param empty whether it ends with an empty page
   */
  record Style(String name, String request, List<String> items, String next, boolean empty) {

    /** A page, oddly spaced. */
    String page(String values, String beside, int following) {
      if (items.isEmpty()) {
        return " [ " + values + " ]\n";
      }
      String lead = following > 0 && !next.isEmpty() ? next.formatted(following) + " ,\t" : "";
      return utf8("\ufeff")
          + " { "
          + lead
          + beside
          + opening()
          + " "
          + values
          + " "
          + closing()
          + "\r\n";
    }

    private String opening() {
      return "\n, \"" + String.join("\" : { \"", items) + "\" :\t[";
    }

    private String closing() {
      return "]" + " }".repeat(items.size());
    }

    /** All items in the first page's frame. */
    String joined(String values) {
      return items.isEmpty() ? "[" + values + "]" : "{ " + BESIDE + opening() + values + closing();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Style> styles() {
    String token = "\"next_page_token\" : \"T%d\"";
    String index = "/all-pages/api/2.0/vector-search/indexes/i/";
    return List.of(
        new Style("token", get("/all-pages/api/2.2/jobs/list"), List.of("jobs"), token, false),
        new Style(
            "bodyToken",
            post("/all-pages/api/2.0/mlflow/runs/search", "{}"),
            List.of("runs"),
            token,
            false),
        new Style(
            "nested",
            post(index + "query-next-page", "{\"page_token\":\"T0\"}"),
            List.of("result", "data_array"),
            token,
            false),
        new Style(
            "lastKey",
            post(index + "scan", "{}"),
            List.of("data"),
            "\"last_primary_key\" : %d",
            true),
        new Style(
            "offset",
            get("/all-pages/api/2.0/preview/scim/v2/Users"),
            List.of("Resources"),
            "\"startIndex\" : %d , \"itemsPerPage\" :9",
            true),
        new Style(
            "page",
            get("/all-pages/api/2.0/preview/sql/queries"),
            List.of("results"),
            "\"page\":%d",
            true),
        new Style(
            "nextRequest",
            post("/all-pages/api/2.1/clusters/events", "{}"),
            List.of("events"),
            "\"next_page\" : { \"offset\" : %d }",
            false),
        new Style(
            "single", get("/all-pages/api/2.1/clusters/list-zones"), List.of("zones"), "", false),
        new Style("array", get("/all-pages/api/2.0/preview/sql/alerts"), List.of(), "", false));
  }

  static Stream<Arguments> stylesAndSplits() {
    Map<String, int[]> splits =
        Map.of(
            "whole", new int[] {Integer.MAX_VALUE / 2},
            "bytes", new int[] {1},
            "odd", new int[] {7, 1, 64, 3, 2, 129});
    return styles().stream()
        .flatMap(
            style ->
                splits.keySet().stream().map(key -> Arguments.of(style, key, splits.get(key))));
  }

  @ParameterizedTest(name = "{0}_{1}")
  @MethodSource("stylesAndSplits")
  void allPages_itemsThatNoParserGivesBack_areCopied(Style style, String split, int[] sizes)
      throws IOException {
    List<String> pages = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    boolean one = style.next().isEmpty();
    List<List<String>> shares =
        one
            ? List.of(ITEMS)
            : List.of(ITEMS.subList(0, 7), ITEMS.subList(7, 8), ITEMS.subList(8, ITEMS.size()));
    for (int n = 1; n <= shares.size(); n++) {
      String values = String.join(" ,\n ", shares.get(n - 1));
      boolean leads = style.empty() || n < shares.size();
      parts.add(values);
      pages.add(style.page(values, n == 1 ? BESIDE : "\"other\":1", leads ? n + 1 : 0));
    }
    if (style.empty()) {
      pages.add(style.page("", "\"other\":1", 0));
    }
    assertThat(ask(style, pages, sizes, "").body())
        .isEqualTo(style.joined(String.join(",", parts)));
    assertThat(ask(style, pages, sizes, "Accept: application/x-ndjson\r\n").body())
        .isEqualTo(lines());
  }

  /** Line breaks within items, which are white space, would end a line. */
  private static String lines() {
    StringBuilder lines = new StringBuilder();
    for (String item : ITEMS) {
      lines.append(item.replace('\n', ' ').replace('\r', ' ')).append('\n');
    }
    return lines.toString();
  }

  private static ListAnswer ask(Style style, List<String> pages, int[] sizes, String field)
      throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(Lists.inPieces(pages, sizes));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      String request = style.request().replace("Host:", field + "Host:");
      ListAnswer answer = ListAnswer.to(gateway.port(), request);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.whole()).isTrue();
      assertThat(origin.calls()).hasSize(pages.size());
      return answer;
    }
  }
}
