package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static io.lakegate.sdk.paging.Texts.items;
import static io.lakegate.sdk.paging.Texts.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lakegate.sdk.paging.PagingException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageSlicerTest {

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "9223372036854775807",
        "1E400",
        "-0",
        "{\"a\":1,\"a\":2}",
        "{ \"a\" :\t1 ,\n\"b\":[ ] }",
        "\"\\u00e4\\/\\\"\"",
        "\"\\ud800\"",
        "\"äöü 漢字\"",
        "[[],{},\"]\",\"}\"]",
        "null",
        "true",
        "{\"jobs\":[1,2]}",
      })
  void slice_oneItem_comesOutByteForByte(String item) {
    assertThat(items(page("{\"jobs\":[" + item + "]}", "jobs"))).containsExactly(item);
    assertThat(items(page("{\"jobs\": [ 1 ,\r\n" + item + "\t, 2 ] }", "jobs")))
        .containsExactly("1", item, "2");
  }

  @Test
  void slice_bytesThatAreNoUtf8_passThrough() {
    byte[] bytes = bytes("{\"jobs\":[\"??\"]}");
    bytes[10] = (byte) 0xFF;
    bytes[11] = (byte) 0xC0;
    Page page = PageSlicer.slice(bytes, new Items.Member(List.of("jobs")));
    assertThat(page.size()).isEqualTo(1);
    assertThat(page.from(0)).isEqualTo(9);
    assertThat(page.to(0)).isEqualTo(13);
    assertThat(page.bytes()).isSameAs(bytes);
  }

  record Listing(String name, String text, Items where, List<String> items) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Items at(String... path) {
    return new Items.Member(List.of(path));
  }

  static Stream<Listing> listings() {
    return Stream.of(
        new Listing("bare array", " [1,2] ", new Items.Root(), List.of("1", "2")),
        new Listing("empty bare array", "[ ]", new Items.Root(), List.of()),
        new Listing("byte order mark", "\uFEFF{\"a\":[1]}", at("a"), List.of("1")),
        new Listing("items first", "{\"a\":[1],\"b\":[2]}", at("a"), List.of("1")),
        new Listing("items last", "{\"b\":{\"a\":[2]},\"a\":[1]}", at("a"), List.of("1")),
        new Listing("escaped name", "{\"\\u0061b\":[1]}", at("ab"), List.of("1")),
        new Listing("name with a slash", "{\"a\\/\":[1]}", at("a/"), List.of("1")),
        new Listing(
            "name with a break", "{\"\\n\\t\\b\\f\\r\":[1]}", at("\n\t\b\f\r"), List.of("1")),
        new Listing("name beyond ASCII", "{\"gr\\u00f6\u00dfe\":[1]}", at("größe"), List.of("1")),
        new Listing("longer and shorter names", "{\"ab\":[2],\"\":3}", at("a"), List.of()),
        new Listing("no items member", "{}", at("a"), List.of()),
        new Listing("null", "{\"a\":null}", at("a"), List.of()),
        new Listing(
            "nested", "{\"r\":{\"x\":0,\"d\":[[1],[2]]}}", at("r", "d"), List.of("[1]", "[2]")),
        new Listing("nested, object absent", "{\"x\":1}", at("r", "d"), List.of()),
        new Listing("nested, object null", "{\"r\":null}", at("r", "d"), List.of()),
        new Listing("nested, array absent", "{\"r\":{}}", at("r", "d"), List.of()),
        new Listing("nested, array null", "{\"r\":{\"d\":null}}", at("r", "d"), List.of()),
        new Listing(
            "several arrays",
            "{\"b\":[2],\"x\":[0],\"a\":[1],\"c\":null}",
            new Items.Several(List.of("a", "b", "c", "d")),
            List.of("2", "1")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("listings")
  void slice_listInEachPlace_givesItsItems(Listing listing) {
    Page page = PageSlicer.slice(bytes(listing.text()), listing.where());
    assertThat(items(page)).isEqualTo(listing.items());
  }

  record Malformed(String text, Items where, String message) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Malformed> malformed() {
    return Stream.of(
        new Malformed("", at("a"), "bad page: at its end, byte 0, expected '{'"),
        new Malformed("<html></html>", at("a"), "bad page: at byte 0, expected '{'"),
        new Malformed("[1]", at("a"), "bad page: at byte 0, expected '{'"),
        new Malformed("{\"a\":[1]", at("a"), "bad page: at its end, byte 8, expected ',' or '}'"),
        new Malformed("{\"a\":[1", at("a"), "bad page: at its end, byte 7, expected ',' or ']'"),
        new Malformed("{\"a\":[", at("a"), "bad page: at its end, byte 6, expected a value"),
        new Malformed("{\"a\":[1]}x", at("a"), "bad page: at byte 9, expected nothing more"),
        new Malformed("{\"a\":[1]}{}", at("a"), "bad page: at byte 9, expected nothing more"),
        new Malformed("{\"a\":[1]}]", at("a"), "bad page: at byte 9, expected nothing more"),
        new Malformed("{\"a\":[1,]}", at("a"), "bad page: at byte 8, expected a value"),
        new Malformed("{\"a\":[,1]}", at("a"), "bad page: at byte 6, expected a value"),
        new Malformed("{\"a\":[1 2]}", at("a"), "bad page: at byte 8, expected ',' or ']'"),
        new Malformed("{\"a\":[1}", at("a"), "bad page: at byte 7, expected ',' or ']'"),
        new Malformed("{\"a\":{}}", at("a"), "bad page: at byte 5, expected '['"),
        new Malformed("{\"a\":\"1\"}", at("a"), "bad page: at byte 5, expected '['"),
        new Malformed("{\"a\":nul}", at("a"), "bad page: at byte 5, expected a value"),
        new Malformed("{\"r\":[]}", at("r", "d"), "bad page: at byte 5, expected '{'"),
        new Malformed("{\"a\":[1],}", at("a"), "bad page: at byte 9, expected '\"'"),
        new Malformed("{,}", at("a"), "bad page: at byte 1, expected '\"'"),
        new Malformed("{\"a\" [1]}", at("a"), "bad page: at byte 5, expected ':'"),
        new Malformed("{a:[1]}", at("a"), "bad page: at byte 1, expected '\"'"),
        new Malformed(
            "{\"a", at("a"), "bad page: at its end, byte 3, expected the end of a string"),
        new Malformed("[{\"a\":1]", new Items.Root(), "bad page: at byte 7, expected '}'"),
        new Malformed("[[1}]", new Items.Root(), "bad page: at byte 3, expected ']'"),
        new Malformed(
            "[\"\\x\"]", new Items.Root(), "bad page: at byte 3, expected an escape of JSON"),
        new Malformed(
            "[\"\\",
            new Items.Root(),
            "bad page: at its end, byte 3, expected the end of an escape"),
        new Malformed(
            "[\"\\u00g0\"]", new Items.Root(), "bad page: at byte 6, expected a hexadecimal digit"),
        new Malformed(
            "[\"a\nb\"]",
            new Items.Root(),
            "bad page: at byte 3, expected no control character in a string"),
        new Malformed("[01]", new Items.Root(), "bad page: at byte 2, expected ',' or ']'"),
        new Malformed("[-]", new Items.Root(), "bad page: at byte 2, expected a digit"),
        new Malformed("[1.]", new Items.Root(), "bad page: at byte 3, expected a digit"),
        new Malformed("[1e]", new Items.Root(), "bad page: at byte 3, expected a digit"),
        new Malformed("[NaN]", new Items.Root(), "bad page: at byte 1, expected a value"),
        new Malformed(
            "{\"x\":1}", new Items.Root(), "bad page: at byte 0, expected an array of items"),
        new Malformed(
            "{\"a\":[1],\"a\":[2]}", at("a"), "bad page: at byte 9, expected no second member a"),
        new Malformed(
            "{\"a\":null,\"\\u0061\":[2]}",
            at("a"),
            "bad page: at byte 10, expected no second member a"),
        new Malformed(
            "{\"r\":{\"d\":[],\"d\":[]}}",
            at("r", "d"),
            "bad page: at byte 13, expected no second member d"),
        new Malformed(
            "{\"b\":[1],\"b\":[2]}",
            new Items.Several(List.of("b")),
            "bad page: at byte 9, expected no second member b"),
        new Malformed(
            "[" + "[".repeat(JsonScanner.MAX_DEPTH + 1),
            new Items.Root(),
            "bad page: at byte 1001, expected no more than 1000 arrays and objects inside each other"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void slice_malformedPage_saysWhatWasExpectedAndWhere(Malformed malformed) {
    assertThatThrownBy(() -> PageSlicer.slice(bytes(malformed.text()), malformed.where()))
        .isInstanceOfSatisfying(
            PagingException.class,
            thrown -> {
              assertThat(thrown.reason()).isEqualTo(Reason.BAD_PAGE);
              assertThat(thrown.originCode()).isEmpty();
            })
        .hasMessage(malformed.message());
  }

  @Test
  void slice_deepestNesting_isFollowed() {
    String deep = "[".repeat(JsonScanner.MAX_DEPTH) + "]".repeat(JsonScanner.MAX_DEPTH);
    String mixed =
        "{\"a\":[".repeat(JsonScanner.MAX_DEPTH / 2) + "]}".repeat(JsonScanner.MAX_DEPTH / 2);
    assertThat(items(page("{\"a\":[" + deep + "," + mixed + "]}", "a")))
        .containsExactly(deep, mixed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_code\":\"MAX_NOTEBOOK_SIZE_EXCEEDED\",\"message\":\"too big\"}",
        "{\"jobs\":[1],\"message\":\"too big\",\"error_code\":\"MAX_NOTEBOOK_SIZE_EXCEEDED\"}"
      })
  void slice_errorInsideASuccess_isTheOriginsError(String text) {
    for (Items where : List.of(at("jobs"), new Items.Root(), new Items.Several(List.of("x")))) {
      PagingException thrown =
          catchThrowableOfType(PagingException.class, () -> PageSlicer.slice(bytes(text), where));
      assertThat(thrown.reason()).isEqualTo(Reason.ORIGIN_ERROR);
      assertThat(thrown.originCode()).contains("MAX_NOTEBOOK_SIZE_EXCEEDED");
      assertThat(thrown)
          .hasMessage(
              "the origin answered with success, but with error_code MAX_NOTEBOOK_SIZE_EXCEEDED:"
                  + " too big");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":\"PERMISSION_DENIED: no\"}",
        "{\"next_page_token\":\"T\",\"error\":{\"why\":\"PERMISSION_DENIED: no\"}}"
      })
  void slice_errorInsteadOfItems_isTheOriginsError(String text) {
    PagingException thrown = catchThrowableOfType(PagingException.class, () -> page(text, "jobs"));
    assertThat(thrown.reason()).isEqualTo(Reason.ORIGIN_ERROR);
    assertThat(thrown).hasMessageContaining("PERMISSION_DENIED: no");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":null}",
        "{\"error\":\"\"}",
        "{\"jobs\":[],\"error\":\"of the last run\"}",
        "{\"jobs\":null,\"error\":\"of the last run\"}"
      })
  void slice_errorBesideItemsOrNone_isNoError(String text) {
    assertThat(items(page(text, "jobs"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"404", "{}", "\"\\ud800\""})
  void slice_errorCodeThatIsNoText_isAnErrorToo(String code) {
    PagingException thrown =
        catchThrowableOfType(
            PagingException.class, () -> page("{\"error_code\":" + code + "}", "jobs"));
    assertThat(thrown.originCode()).contains("UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void slice_errorCodeThatSaysNothing_isNoError(String code) {
    assertThat(items(page("{\"error_code\":" + code + ",\"jobs\":[1]}", "jobs")))
        .containsExactly("1");
  }

  @Test
  void slice_longMessageOfAnError_isCut() {
    String message = "m".repeat(10_000);
    assertThatThrownBy(() -> page("{\"error_code\":\"X\",\"message\":\"" + message + "\"}", "jobs"))
        .message()
        .hasSizeLessThan(600);
  }

  @Test
  void slice_mergedArrays_areRefused() {
    Items merged = new Items.Merged(List.of("settings.tasks"), Optional.empty());
    assertThatThrownBy(() -> PageSlicer.slice(bytes("{}"), merged))
        .isInstanceOfSatisfying(
            PagingException.class,
            thrown -> assertThat(thrown.reason()).isEqualTo(Reason.NOT_PAGEABLE))
        .hasMessageContaining("settings.tasks");
  }
}
