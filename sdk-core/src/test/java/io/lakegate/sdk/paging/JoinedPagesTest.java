package io.lakegate.sdk.paging;

import static io.lakegate.sdk.paging.Texts.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.lakegate.sdk.paging.JoinedPages.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JoinedPagesTest {

  private static final ObjectMapper JACKSON = new ObjectMapper();
  private static final PageStyle SINGLE = new PageStyle.Single();
  private static final ListDescriptor JOBS = Lists.byToken("jobs");

  private static Texts.Answer join(ListDescriptor list, Format format, List<String> pages) {
    Texts.Answer answer = new Texts.Answer();
    JoinedPages joined = new JoinedPages(list, format, answer);
    pages.forEach(page -> joined.add(PageSlicer.slice(bytes(page), list.items())));
    joined.end();
    return answer;
  }

  record Joined(ListDescriptor list, List<String> pages, String json) {
    static Joined of(String json, String... pages) {
      return new Joined(JOBS, List.of(pages), json);
    }

    static Joined nested(String json, String... pages) {
      Items where = new Items.Member(List.of("result", "data_array"));
      return new Joined(Lists.of(where, JOBS.style()), List.of(pages), json);
    }

    static Joined several(String json, String page) {
      Items where = new Items.Several(List.of("a", "b"));
      return new Joined(Lists.of(where, SINGLE), List.of(page), json);
    }

    @Override
    public String toString() {
      return pages.toString();
    }
  }

  static Stream<Joined> joined() {
    return Stream.of(
        Joined.of("{\"jobs\":[1]}", "{\"jobs\":[1]}"),
        Joined.of(
            "{\"a\" : 1E400,\"jobs\": [1, 2,3,4] ,\"b\":\"\\u00e4\", \"b\":null }",
            "{\"a\" : 1E400,\"jobs\": [ 1, 2 ] ,\"b\":\"\\u00e4\", \"b\":null }\n",
            "{\"x\":0,\"jobs\":[3,4]}",
            "{}"),
        Joined.of("{\"jobs\":[1,2,3]}", "{\"jobs\":[1]}", "{\"jobs\":[]}", "{\"jobs\":[2,3]}"),
        Joined.of("{\"jobs\":[1]}", "\uFEFF {\"jobs\":[]} ", "{\"jobs\":[1]}"),
        Joined.of("{\"jobs\":[]}", "{}"),
        Joined.of("{\"jobs\":[] }", "{ }"),
        Joined.of("{\"jobs\":[1],\"a\":1}", "{\"a\":1}", "{\"jobs\":[1]}"),
        Joined.of("{\"a\":1,\"jobs\":[1]}", "{\"a\":1,\"jobs\":null}", "{\"jobs\":[1]}"),
        Joined.of("{\"jobs\":[]}", "{\"next_page_token\":\"\",\"has_more\":false}"),
        Joined.of("{\"jobs\":[1]}", "{\"jobs\":[1],\"next_page_token\":\"T\",\"has_more\":true}"),
        Joined.of("{\"jobs\":[1]}", "{\"has_more\":true,\"next_page_token\":\"T\",\"jobs\":[1]}"),
        Joined.of(
            "{\"a\":1,\"jobs\":[1], \"b\":2}",
            "{\"has_more\":0, \"a\":1 , \"next\\u005fpage\":{},\"jobs\":[1] ,"
                + "\"next_page_token\":1, \"b\":2 , \"startIndex\":1}"),
        new Joined(Lists.of(new Items.Root(), SINGLE), List.of(" [ 1, {} ]"), "[1, {}]"),
        new Joined(Lists.of(new Items.Root(), SINGLE), List.of("[1]", "[]", "[2,3]"), "[1,2,3]"),
        Joined.nested(
            "{\"manifest\":{},\"result\":{\"row_count\":1,\"data_array\":[[1],[2]]},\"z\":1}",
            "{\"manifest\":{},\"result\":{\"row_count\":1,\"data_array\":[[1]]},\"z\":1,"
                + "\"next_page_token\":\"T\"}",
            "{\"manifest\":{\"x\":1},\"result\":{\"data_array\":[[2]]}}"),
        Joined.nested("{\"result\":{\"data_array\":[]}}", "{}"),
        Joined.nested("{\"result\":{\"data_array\":[]},\"a\":1}", "{\"a\":1}"),
        Joined.nested("{\"a\":1,\"result\":{\"data_array\":[]}}", "{\"a\":1,\"result\":null}"),
        Joined.nested("{\"result\":{\"data_array\":[]}}", "{\"result\":{\"data_array\":null}}"),
        Joined.nested("{\"result\":{\"data_array\":[]}}", "{\"result\":{}}"),
        Joined.nested(
            "{\"result\":{\"data_array\":[[7]],\"row_count\":0}}",
            "{\"next_page_token\":\"T\",\"result\":{\"row_count\":0}}",
            "{\"result\":{\"data_array\":[[7]]}}"),
        Joined.several("{\"a\":[],\"b\":[]}", "{}"),
        Joined.several("{\"a\": [ 1 ],\"x\":0,\"b\":[2]}", "{\"a\": [ 1 ],\"x\":0,\"b\":[2]}"),
        Joined.several("{\"a\":[],\"b\":[2]}", "{\"b\":[2]}"),
        Joined.several("{\"b\":[],\"a\":[1]}", "{\"b\":null,\"a\":[1]}"));
  }

  @ParameterizedTest
  @MethodSource("joined")
  void json_pagesOfOneList_areOneDocument(Joined joined) throws Exception {
    String json = join(joined.list(), Format.JSON, joined.pages()).text();
    assertThat(json).isEqualTo(joined.json());
    assertThat(JACKSON.readTree(json)).isNotNull();
  }

  @Test
  void json_itemsOfOnePage_areOnePart() {
    Texts.Answer answer =
        join(JOBS, Format.JSON, List.of("{\"jobs\":[1,2,3]}", "{\"jobs\":[4 , 5]}"));
    assertThat(answer.text()).isEqualTo("{\"jobs\":[1,2,3,4 , 5]}");
    assertThat(answer.parts).isEqualTo(5);
  }

  @Test
  void json_itemsThatCameBefore_areDropped() {
    ListDescriptor users = Lists.distinctBy(JOBS, "id");
    List<String> pages =
        List.of(
            "{\"jobs\":[{\"id\":\"1\"} , {\"id\":\"2\",\"x\":1}, {\"id\":\"2\"}]}",
            "{\"jobs\":[{\"id\":\"1\"},{\"id\":2},{\"i\\u0064\":\"\\u0031\"}]}",
            "{\"jobs\":[{\"x\":{\"id\":\"1\"}},{\"id\":null},7,{\"id\":null},"
                + "{\"id\":\"0\",\"id\":\"2\"}]}",
            "{\"jobs\":[{\"id\":\"2\"},{\"id\": 2 },{\"id\":\"3\"}]}");
    assertThat(join(users, Format.JSON, pages).text())
        .isEqualTo(
            "{\"jobs\":[{\"id\":\"1\"} , {\"id\":\"2\",\"x\":1},{\"id\":2},{\"x\":{\"id\":\"1\"}},"
                + "{\"id\":null},7,{\"id\":null},{\"id\":\"3\"}]}");
    assertThat(join(users, Format.NDJSON, pages).text().lines()).hasSize(8);
  }

  @Test
  void json_manyItemsToTellApart_areAllKept() {
    ListDescriptor users = Lists.distinctBy(JOBS, "id");
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      items.add("{\"id\":\"" + i + "\"}");
    }
    String page = "{\"jobs\":[" + String.join(",", items) + "]}";
    assertThat(join(users, Format.JSON, List.of(page, page)).text()).isEqualTo(page);
  }

  @Test
  void ndjson_eachItem_isALine() {
    List<String> pages =
        List.of(
            "{\"a\":1,\"jobs\":[9223372036854775807 , {\"a\":\"\\n\",\r\n\t\"b\":1E400\n}],\"b\":2}",
            "{}",
            "{\"jobs\":[\"ü\\u00fc\"]}");
    assertThat(join(JOBS, Format.NDJSON, pages).text())
        .isEqualTo("9223372036854775807\n{\"a\":\"\\n\",  \t\"b\":1E400 }\n\"ü\\u00fc\"\n");
    assertThat(join(JOBS, Format.NDJSON, List.of("{}")).text()).isEmpty();
  }

  @Test
  void ndjson_severalArrays_giveTheItemsOfAll() {
    ListDescriptor assets = Lists.of(new Items.Several(List.of("a", "b")), SINGLE);
    assertThat(join(assets, Format.NDJSON, List.of("{\"b\":[2],\"a\":[1]}")).text())
        .isEqualTo("2\n1\n");
  }

  @Test
  void ndjson_pageWithBrokenLines_isNotChanged() {
    byte[] page = bytes("{\"jobs\":[{\n}]}");
    new JoinedPages(JOBS, Format.NDJSON, new Texts.Answer())
        .add(PageSlicer.slice(page, JOBS.items()));
    assertThat(page).isEqualTo(bytes("{\"jobs\":[{\n}]}"));
  }

  @Test
  void end_withoutAPage_isAMistake() {
    JoinedPages joined = new JoinedPages(JOBS, Format.JSON, new Texts.Answer());
    assertThatThrownBy(joined::end).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void json_descriptorThatCallsTheItemsAToken_keepsThem() {
    ListDescriptor odd = Lists.of("has_more", SINGLE);
    assertThat(join(odd, Format.JSON, List.of("{\"a\":1,\"has_more\":[1]}")).text())
        .isEqualTo("{\"a\":1,\"has_more\":[1]}");
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** Whatever stands in pages: the answer is what one would get by reading all and writing one. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void json_anyPages_meanWhatTheyMeantApart(long seed) throws Exception {
    RandomJson random = new RandomJson(seed);
    List<String> pages = new ArrayList<>();
    List<String> arrays = new ArrayList<>();
    for (int i = 1 + random.below(4); i > 0; i--) {
      String array = random.array(4).replace("\\ud800", "");
      arrays.add(array);
      pages.add(page(random, array));
    }
    String json = join(JOBS, Format.JSON, pages).text();
    ArrayNode items = JACKSON.createArrayNode();
    for (String array : arrays) {
      JACKSON.readTree(array).forEach(items::add);
    }
    JsonNode answer = JACKSON.readTree(json);
    assertThat(answer.path("jobs")).isEqualTo(items);
    assertThat(answer.has("next_page_token") || answer.has("has_more")).isFalse();
    assertThat(answer.path("before")).isEqualTo(JACKSON.readTree(pages.getFirst()).path("before"));
    assertThat(answer.path("after")).isEqualTo(JACKSON.readTree(pages.getFirst()).path("after"));
  }

  private static String page(RandomJson random, String array) {
    List<String> members = new ArrayList<>();
    members.add(random.member("\"jobs\"", array));
    List<String> others = List.of("before", "next_page_token", "has_more", "after");
    for (String other : others) {
      if (random.below(3) > 0) {
        String member = random.member("\"" + other + "\"", random.value(2).replace("\\ud800", ""));
        members.add(random.below(members.size() + 1), member);
      }
    }
    return "{" + random.space() + String.join("," + random.space(), members) + "}";
  }
}
