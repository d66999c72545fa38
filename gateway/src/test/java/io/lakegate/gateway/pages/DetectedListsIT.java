package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.answer;
import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.ok;
import static io.lakegate.gateway.pages.Lists.scim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists of which the catalog knows nothing: their first page tells, or they are refused. */
final class DetectedListsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<AskedWalk> unknownLists() {
    return Stream.of(
        new AskedWalk(
            "byToken",
            get("/all-pages/api/2.0/new/things?x=%zz&_format=json&page_token=mine"),
            List.of(
                "{\"n\":1E400,\"things\":[1],\"next_page_token\":\"T\",\"has_more\":true}",
                "{\"things\":[2],\"has_more\":false}"),
            List.of(
                "/api/2.0/new/things?x=%zz&page_token=mine",
                "/api/2.0/new/things?x=%zz&page_token=T"),
            "{\"n\":1E400,\"things\":[1,2]}"),
        new AskedWalk(
            "scim",
            get("/all-pages/api/2.0/new/people"),
            List.of(scim(1, "1,2"), scim(3, "3"), "{}"),
            List.of(
                "/api/2.0/new/people",
                "/api/2.0/new/people?startIndex=3",
                "/api/2.0/new/people?startIndex=4"),
            "{\"totalResults\":3,\"Resources\":[1,2,3]}"),
        new AskedWalk(
            "scimWithoutItems",
            get("/all-pages/api/2.0/new/people"),
            List.of("{\"totalResults\":0,\"startIndex\":1}"),
            List.of("/api/2.0/new/people"),
            "{\"Resources\":[],\"totalResults\":0}"));
  }

  @ParameterizedTest
  @MethodSource("unknownLists")
  void allPages_unknownListThatTells_isWalked(AskedWalk walk) throws IOException {
    walk.check();
  }

  static List<String> pagesThatDoNotTell() {
    return List.of(
        "{\"things\":[1]}",
        "{}",
        "[1]",
        "7",
        "a file, say",
        "{\"things\":[1],\"others\":[2],\"next_page_token\":\"T\"}",
        "{\"next_page_token\":\"T\"}",
        "{\"totalResults\":2,\"Resources\":[1]}");
  }

  @ParameterizedTest
  @MethodSource("pagesThatDoNotTell")
  void allPages_unknownListThatDoesNotTell_isRefusedAfterOnePage(String page) throws IOException {
    for (String path : List.of("/api/2.0/new/things", "/api/2.1/clusters/get")) {
      try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(ok(page))));
          TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
        ListAnswer answer = ListAnswer.to(gateway.port(), get("/all-pages" + path));
        assertThat(Refusal.of(answer.answer()).is(400, "NOT_PAGEABLE").message())
            .contains("The request was sent", "no list at all", "Call it without /all-pages: GET ")
            .contains("GET " + path + ".");
        assertThat(origin.calls()).hasSize(1);
      }
    }
  }

  /** The first page left out its empty items, and showed an array that holds none. */
  @Test
  void allPages_laterPageWithAnotherArray_isRefusedRatherThanLost() throws IOException {
    List<String> pages =
        List.of(
            ok("{\"warnings\":[],\"next_page_token\":\"T\"}"),
            ok("{\"warnings\":[],\"things\":[1]}"));
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(pages));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), get("/all-pages/api/2.0/new/things"));
      assertThat(Refusal.of(answer.answer()).is(400, "NOT_PAGEABLE").message())
          .contains("the array things");
      assertThat(origin.calls()).hasSize(2);
    }
  }

  /**
   * A path that nobody knows.
   *
   * @param told the end of the message
   */
  record Misspelt(String path, String answer, int status, String told) {}

  static List<Misspelt> misspeltPaths() {
    String unknown = "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"No API found\"}";
    String jobs = " The nearest known list: GET /all-pages/api/2.2/jobs/list.";
    return List.of(
        new Misspelt(
            "/api/2.2/job/list?x=1", answer(404, "", unknown), 404, "No API found." + jobs),
        new Misspelt("/api/2.2/job/list", ok("{}"), 400, "directory." + jobs),
        new Misspelt("/api/2.0/new/things", answer(404, "", unknown), 404, "No API found"),
        new Misspelt("/api/2.0/new/things", ok("{}"), 400, "catalog directory."));
  }

  @ParameterizedTest
  @MethodSource("misspeltPaths")
  void allPages_misspeltPath_namesTheNearestList(Misspelt row) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(row.answer())));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), get("/all-pages" + row.path()));
      assertThat(answer.status()).isEqualTo(row.status());
      assertThat(JSON.readTree(answer.body()).get("message").textValue()).endsWith(row.told());
    }
  }

  /** Whatever body is ours says so; one that the origin wrote does not. */
  @ParameterizedTest
  @CsvSource({"/api/2.2/job/list, UNKNOWN_LIST", "/api/2.0/new/things, ''"})
  void allPages_unknownPath_saysByAFieldWhoMadeTheAnswer(String path, String code)
      throws IOException {
    String unknown = "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"No API found\"}";
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(List.of(answer(404, "", unknown))));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      Answer answer = ListAnswer.to(gateway.port(), get("/all-pages" + path)).answer();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.field("lakegate-error")).isEqualTo(code);
      String reason = JSON.readTree(answer.body()).at("/details/0/reason").asText();
      assertThat(reason).isEqualTo(code);
    }
  }
}
