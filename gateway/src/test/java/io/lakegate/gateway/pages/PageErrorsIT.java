package io.lakegate.gateway.pages;

import static io.lakegate.gateway.pages.Lists.answer;
import static io.lakegate.gateway.pages.Lists.get;
import static io.lakegate.gateway.pages.Lists.jobs;
import static io.lakegate.gateway.pages.Lists.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Origins that answer with something else than a page, before and behind the first item. */
final class PageErrorsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUEST = "/all-pages" + Lists.JOBS;
  private static final String LINES = "Accept: application/x-ndjson";
  private static final String FIRST = ok(jobs("{\"id\":1}", "T"));

  /** What a page of so many bytes is refused from: an eighth of the heap, or 64 MiB. */
  private static final long LARGEST =
      Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);

  /**
   * An error of the origin's own.
   *
   * @param type its Content-Type
   * @param code the error_code that is expected
   * @param message a part of the message that is expected
   * @param kept a member that stays, empty if it has none
   */
  record OriginFailure(
      String name, int status, String type, String body, String code, String message, String kept) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<OriginFailure> errors() {
    String json = "application/json";
    String scim =
        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],"
            + "\"detail\":\"no such user\",\"status\":\"404\"}";
    String standard = "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"not yours\"}";
    return List.of(
        new OriginFailure("standard", 403, json, standard, "PERMISSION_DENIED", "not yours", ""),
        new OriginFailure(
            "pretty",
            400,
            json,
            "{\n  \"error_code\": \"X\",\r\n  \"message\": \"no\"\n}\n",
            "X",
            "no",
            ""),
        new OriginFailure("scim", 404, json, scim, "NOT_FOUND", "no such user", "schemas"),
        new OriginFailure("old", 400, json, "{\"error\":\"no\"}", "BAD_REQUEST", "no", "error"),
        new OriginFailure("text", 400, "text/plain", "BAD_THING: no", "BAD_THING", "no", "details"),
        new OriginFailure(
            "html",
            500,
            "text/html",
            "<html><pre>broken</pre>",
            "INTERNAL_ERROR",
            "broken",
            "details"),
        new OriginFailure("empty", 404, "", "", "NOT_FOUND", "Not Found", "details"),
        new OriginFailure("array", 409, json, "[1]", "", "", "details"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void allPages_originsError_isRelayedInTheOneShape(OriginFailure e) throws IOException {
    String type = e.type().isEmpty() ? "" : "Content-Type: " + e.type() + "\r\n";
    String error = answer(e.status(), type + "Retry-After: 4000\r\nX-Secret: 1\r\n", e.body());
    ListAnswer first = ask(List.of(error), "");
    assertThat(first.status()).as(first.body()).isEqualTo(e.status());
    assertThat(first.whole()).isTrue();
    assertThat(first.field("content-type")).isEqualTo("application/json");
    assertThat(first.field("retry-after")).isEqualTo("4000");
    assertThat(first.field("lakegate-error")).isEmpty();
    assertThat(first.field("lakegate-attempts")).isEqualTo("1");
    assertThat(first.field("x-secret")).isEmpty();
    assertShape(e, JSON.readTree(first.body()));

    ListAnswer behind = ask(List.of(FIRST, error), LINES);
    assertThat(behind.status()).isEqualTo(200);
    assertThat(behind.whole()).as(behind.body()).isFalse();
    assertThat(behind.lines()).hasSize(2).startsWith("{\"id\":1}");
    assertShape(e, JSON.readTree(behind.lines().getLast()).get("error"));
  }

  private static void assertShape(OriginFailure e, JsonNode error) {
    assertThat(error.get("error_code").textValue()).contains(e.code()).isNotEmpty();
    assertThat(error.get("message").textValue()).contains(e.message()).isNotEmpty();
    if (!e.kept().isEmpty()) {
      assertThat(error.has(e.kept())).as(error.toString()).isTrue();
    }
  }

  /**
   * An answer that is no page, though it is no error.
   *
   * @param told a part of the message that is expected
   */
  record Odd(String name, String answer, String code, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Odd> oddAnswers() {
    return List.of(
        new Odd(
            "errorCode",
            ok("{\"error_code\":\"NOT_READY\",\"message\":\"come back\"}"),
            "ORIGIN_ERROR",
            "error_code NOT_READY: come back"),
        new Odd("noJson", ok("<html>"), "BAD_PAGE", "at byte 0"),
        new Odd("empty", ok(""), "BAD_PAGE", "at its end, byte 0"),
        new Odd("cutInAString", ok("{\"jobs\":[{\"name\":\"a"), "BAD_PAGE", "the end of a string"),
        new Odd("more", ok("{\"jobs\":[]}{}"), "BAD_PAGE", "nothing more"),
        new Odd("array", ok("[]"), "BAD_PAGE", "'{'"),
        new Odd("noArray", ok("{\"jobs\":{}}"), "BAD_PAGE", "'['"),
        new Odd("twoArrays", ok("{\"jobs\":[],\"jobs\":[1]}"), "BAD_PAGE", "no second"),
        new Odd("noToken", ok("{\"jobs\":[],\"next_page_token\":{}}"), "BAD_PAGE", "no token"),
        new Odd("hasMore", ok("{\"jobs\":[1],\"has_more\":true}"), "INCOMPLETE_PAGE", "more items"),
        new Odd(
            "hasNextPage",
            ok("{\"jobs\":[1],\"has_next_page\":true,\"next_page_token\":\"\"}"),
            "INCOMPLETE_PAGE",
            "more items"),
        new Odd("otherItems", ok("{\"runs\":[{\"id\":1}]}"), "BAD_PAGE", "the objects of runs"),
        new Odd(
            "otherItemsWithAToken",
            ok("{\"runs\" : [ {} ],\"next_page_token\":\"U\"}"),
            "BAD_PAGE",
            "expected jobs,"),
        new Odd("noContent", "HTTP/1.1 204 X\r\n\r\n", "BAD_PAGE", "at its end"),
        new Odd("redirect", answer(302, "Location: /login\r\n", ""), "BAD_PAGE", "302"),
        new Odd(
            "gzip",
            answer(200, "Content-Encoding: gzip\r\n", jobs("", "")),
            "BAD_PAGE",
            "an encoding"));
  }

  @ParameterizedTest
  @MethodSource("oddAnswers")
  void allPages_noPage_isTold(Odd odd) throws IOException {
    ListAnswer first = ask(List.of(odd.answer()), "");
    assertThat(Refusal.of(first.answer()).is(502, odd.code()).message()).contains(odd.told());

    ListAnswer behind = ask(List.of(FIRST, odd.answer()), "");
    assertThat(behind.status()).isEqualTo(200);
    assertThat(behind.whole()).isFalse();
    assertThat(behind.body()).isEqualTo("{\"jobs\":[{\"id\":1}");

    ListAnswer lines = ask(List.of(FIRST, odd.answer()), LINES);
    assertThat(lines.whole()).isFalse();
    JsonNode error = JSON.readTree(lines.lines().getLast()).get("error");
    assertThat(error.get("error_code").textValue()).isEqualTo(odd.code());
    assertThat(error.get("message").textValue()).contains(odd.told());
  }

  @Test
  void allPages_pageOfTheLargestSize_isTaken() throws IOException {
    assertThat(sized(LARGEST).body()).isEqualTo("{\"jobs\":[]}");
  }

  @Test
  void allPages_pageAboveTheLargestSize_isRefused() throws IOException {
    Refusal.of(sized(LARGEST + 1).answer()).is(502, "ORIGIN_ANSWER_TOO_LARGE");
  }

  private static ListAnswer sized(long bytes) throws IOException {
    String page = jobs("", "");
    FakeOrigin.Script script =
        call -> {
          call.send("HTTP/1.1 200 OK\r\nContent-Length: " + bytes + "\r\n\r\n");
          Lists.blank(call, bytes - page.length());
          call.send(page);
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      ListAnswer answer = ListAnswer.to(gateway.port(), get(REQUEST));
      assertThat(origin.calls()).hasSize(1);
      return answer;
    }
  }

  private static ListAnswer ask(List<String> answers, String field) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(Lists.inTurn(answers));
        TestGateway gateway = TestGateway.gateway().origin(origin).start()) {
      String request = field.isEmpty() ? get(REQUEST) : get(REQUEST, field);
      ListAnswer answer = ListAnswer.to(gateway.port(), request);
      assertThat(origin.calls()).hasSize(answers.size());
      return answer;
    }
  }
}
