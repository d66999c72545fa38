package io.lakegate.sdk.error;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OriginErrorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error_code\":\"BAD\",\"message\":\"m\"}",
        " {\"message\" : \"\", \"details\":[{\"@type\":\"x\"}], \"error_code\":\"BAD\" }\n",
        "{\"error_code\":42,\"message\":\"m\",\"id\":12345678901234567890}",
        "{\"error_code\":\"BAD\",\"message\":\"m\",\"error\":\"e\",\"detail\":\"d\"}"
      })
  void readable_standardShape_isTheSameArray(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    assertThat(OriginErrors.readable(400, "application/json", bytes)).isSameAs(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|404|{\"error_code\":\"NOT_FOUND\",\"message\":\"Not Found\"}",
        "{ }|418|{ \"error_code\":\"HTTP_STATUS_418\",\"message\":\"HTTP Status 418\"}",
        "{\"error\":\"no such \\\"x\\\"\"}|400|{\"error\":\"no such \\\"x\\\"\","
            + "\"error_code\":\"BAD_REQUEST\",\"message\":\"no such \\\"x\\\"\"}",
        "{\"error\":{\"message\":\"m\",\"x\":[1]}}|500|{\"error\":{\"message\":\"m\",\"x\":[1]},"
            + "\"error_code\":\"INTERNAL_ERROR\",\"message\":\"m\"}",
        "{\"detail\":\"User é gone\",\"status\":\"404\"}|404|"
            + "{\"detail\":\"User é gone\",\"status\":\"404\","
            + "\"error_code\":\"NOT_FOUND\",\"message\":\"User é gone\"}",
        "{\"detail\":\"taken\",\"scimType\":\"uniqueness\"}|409|"
            + "{\"detail\":\"taken\",\"scimType\":\"uniqueness\","
            + "\"error_code\":\"RESOURCE_CONFLICT\",\"message\":\"uniqueness taken\"}",
        "{\"detail\":\"null\"}|500|{\"detail\":\"null\","
            + "\"error_code\":\"INTERNAL_ERROR\",\"message\":\"SCIM API Internal Error\"}",
        "{\"error_code\":\"X\"}|400|{\"error_code\":\"X\",\"message\":\"Bad Request\"}",
        "{\"error_code\":\"X\",\"error\":\"e\"}|400|"
            + "{\"error_code\":\"X\",\"error\":\"e\",\"message\":\"e\"}",
        "{\"message\":\"m\"}|503|{\"message\":\"m\",\"error_code\":\"TEMPORARILY_UNAVAILABLE\"}",
        "{\"message\":null,\"error_code\":null}|403|{\"message\":null,\"error_code\":null,"
            + "\"error_code\":\"PERMISSION_DENIED\",\"message\":\"Forbidden\"}",
        "{\"error_code\":\"X\",\"message\":\"m\",\"message\":null}|403|{\"error_code\":\"X\","
            + "\"message\":\"m\",\"message\":null,\"message\":\"Forbidden\"}",
        "{\"error_code\":\"X\",\"error_code\":{},\"message\":\"m\"}|403|{\"error_code\":\"X\","
            + "\"error_code\":{},\"message\":\"m\",\"error_code\":\"PERMISSION_DENIED\"}",
        "{\"id\":12345678901234567890.10} |429|{\"id\":12345678901234567890.10,"
            + "\"error_code\":\"REQUEST_LIMIT_EXCEEDED\",\"message\":\"Too Many Requests\"} "
      })
  void readable_otherObject_keepsItsBytesAndGainsWhatItLacks(String body, int status, String out) {
    byte[] readable = OriginErrors.readable(status, "application/json", body.getBytes(UTF_8));
    assertThat(new String(readable, UTF_8).strip()).isEqualTo(out.strip());
  }

  /**
   * An answer that is no JSON object.
   *
   * @param name what is special about it
   */
  record Plain(String name, int status, String type, String body, String code, String message) {

    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource
  void readable_noObject_becomesTheShapeWithTheOriginal(Plain row) throws IOException {
    byte[] body = row.body.getBytes(UTF_8);
    JsonNode json = JSON.readTree(OriginErrors.readable(row.status, row.type, body));
    assertThat(json.path("error_code").asText()).isEqualTo(row.code);
    assertThat(json.path("message").asText()).isEqualTo(row.message);
    assertThat(json.path("details")).hasSize(1);
    JsonNode original = json.path("details").path(0);
    assertThat(original.path("@type").asText())
        .isEqualTo("type.googleapis.com/lakegate.OriginBody");
    assertThat(original.path("content_type").asText()).isEqualTo(row.type);
    assertThat(original.path("body").asText()).isEqualTo(row.body);
    assertThat(original.path("truncated")).isEqualTo(JSON.getNodeFactory().booleanNode(false));
    assertThat(OriginErrors.read(row.status, row.type, body))
        .isEqualTo(new OriginError(row.code, row.message));
  }

  static Stream<Plain> readable_noObject_becomesTheShapeWithTheOriginal() {
    return Stream.of(
        new Plain("nothing", 502, "", "", "BAD_GATEWAY", "Bad Gateway"),
        new Plain("blanks", 405, "", " \n", "METHOD_NOT_ALLOWED", "Method Not Allowed"),
        new Plain("text", 400, "text/plain", "no such thing\n", "BAD_REQUEST", "no such thing"),
        new Plain(
            "coded text",
            400,
            "text/plain",
            "MALFORMED_REQUEST: vpc: x",
            "MALFORMED_REQUEST",
            "vpc: x"),
        new Plain("two lines", 400, "", "A_B: x\ny", "A_B", "x\ny"),
        new Plain("code alone", 400, "", "A_B: ", "BAD_REQUEST", "A_B:"),
        new Plain("colon in text", 400, "", "Error: x", "BAD_REQUEST", "Error: x"),
        new Plain("array", 400, "application/json", "[{\"a\":1}]", "BAD_REQUEST", "[{\"a\":1}]"),
        new Plain("string", 400, "application/json", "\"x\"", "BAD_REQUEST", "\"x\""),
        new Plain(
            "half an object", 500, "application/json", "{\"a\":", "INTERNAL_ERROR", "{\"a\":"),
        new Plain(
            "pre before title",
            404,
            "text/html",
            "<html><title>Error 404</title><PRE>Not <b>here</b> &amp; there. </PRE></html>",
            "NOT_FOUND",
            "Not here & there"),
        new Plain(
            "title",
            503,
            "",
            "<html><title>Busy</title></html>",
            "TEMPORARILY_UNAVAILABLE",
            "Busy"),
        new Plain(
            "empty title", 504, "", "<title> .</title>", "DEADLINE_EXCEEDED", "Gateway Timeout"),
        new Plain("bare markup", 401, "text/html", "<p>x", "UNAUTHENTICATED", "Unauthorized"),
        new Plain("unclosed", 401, "text/html", "<pre>x", "UNAUTHENTICATED", "Unauthorized"),
        new Plain(
            "XML",
            403,
            "application/xml",
            "<?xml version=\"1.0\"?><Error><Code>X</Code><Message>Denied</Message></Error>",
            "PERMISSION_DENIED",
            "Denied"));
  }

  @Test
  void readable_longText_isTruncatedBetweenCharacters() throws IOException {
    String text = "x" + "é".repeat(100_000);
    JsonNode json = JSON.readTree(OriginErrors.readable(500, "text/plain", text.getBytes(UTF_8)));
    JsonNode original = json.path("details").path(0);
    assertThat(original.path("truncated").asBoolean()).isTrue();
    assertThat(original.path("body").asText())
        .isEqualTo("x" + "é".repeat((OriginErrors.MOST_ORIGINAL - 1) / 2));
    assertThat(json.path("message").asText()).isEqualTo("x" + "é".repeat(1023) + "…");
  }

  @Test
  void read_longTextWithPairs_isCutBetweenThem() {
    String text = "x" + "😀".repeat(1_000);
    OriginError error = OriginErrors.read(500, "", text.getBytes(UTF_8));
    assertThat(error.message()).isEqualTo("x" + "😀".repeat(511) + "…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin1", "utf16", "bom16"})
  void readable_otherEncoding_isStillJson(String encoding) throws IOException {
    String body = "{\"error_code\":\"é\",\"message\":\"m\"}";
    byte[] bytes =
        switch (encoding) {
          case "latin1" -> body.getBytes(ISO_8859_1);
          case "utf16" -> body.getBytes(UTF_16LE);
          default -> ("\ufeff" + body).getBytes(UTF_16LE);
        };
    JsonNode json = JSON.readTree(OriginErrors.readable(400, "", bytes));
    assertThat(json.path("error_code").asText()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void readable_nameWithAByteThatUtf8NeverHolds_isNoObject() throws IOException {
    byte[] body = "{\"age\":1,\"ÿage\":2}".getBytes(ISO_8859_1);
    JsonNode json = JSON.readTree(OriginErrors.readable(400, "", body));
    assertThat(json.path("details")).hasSize(1);
  }

  @Test
  void readable_loneSurrogate_isStillJson() throws IOException {
    byte[] body = "{\"error\":\"\\ud800\"}".getBytes(UTF_8);
    JsonNode json = JSON.readTree(OriginErrors.readable(400, "", body));
    assertThat(json.path("error_code").asText()).isEqualTo("BAD_REQUEST");
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST",
    "402, HTTP_STATUS_402",
    "412, PRECONDITION_FAILED",
    "499, CANCELLED",
    "501, NOT_IMPLEMENTED"
  })
  void read_nothingSaid_namesTheStatus(int status, String code) {
    assertThat(OriginErrors.read(status, "", new byte[0]).errorCode()).isEqualTo(code);
  }

  @Test
  void read_object_prefersWhatItSays() {
    byte[] body = "{\"message\":\"m\",\"error_code\":7,\"error\":\"e\"}".getBytes(UTF_8);
    assertThat(OriginErrors.read(400, "", body)).isEqualTo(new OriginError("7", "m"));
    byte[] blank = "{\"message\":\" \"}".getBytes(UTF_8);
    assertThat(OriginErrors.read(404, "", blank))
        .isEqualTo(new OriginError("NOT_FOUND", "Not Found"));
  }
}
