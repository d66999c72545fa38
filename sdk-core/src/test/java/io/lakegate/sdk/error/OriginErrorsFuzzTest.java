package io.lakegate.sdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;

/** Every error of an origin ends up readable, and says what it said before. */
final class OriginErrorsFuzzTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final List<String> TYPES = List.of("", "application/json", "text/html; charset=x");

  @DictionaryEntries({
    "\"error_code\":",
    "\"message\":",
    "\"error\":{",
    "\"detail\":",
    "\"scimType\":",
    "null",
    "true",
    "<pre>",
    "</pre>",
    "<title>",
    "</title>",
    "<message>",
    "&amp;",
    "CODE: ",
    "worker env ",
    " not found",
    "\\ud800",
    "[]",
    "{}"
  })
  @FuzzTest(maxDuration = "5m")
  void readable_anyBytes_sayWhatTheySaidBefore(byte[] body) throws IOException {
    TransientTexts.scan(body);
    for (String type : TYPES) {
      OriginError before = OriginErrors.read(503, type, body);
      byte[] readable = OriginErrors.readable(503, type, body);

      JsonNode json = JSON.readTree(readable);
      assertThat(isTold(json.path("error_code"))).as("error_code").isTrue();
      assertThat(isTold(json.path("message"))).as("message").isTrue();
      assertThat(before.message()).isNotEmpty();
      assertThat(OriginErrors.readable(503, type, readable)).isSameAs(readable);
      if (!hasHalfPair(before.errorCode()) && !hasHalfPair(before.message())) {
        assertThat(OriginErrors.read(503, "application/json", readable)).isEqualTo(before);
      }
    }
  }

  private static boolean isTold(JsonNode member) {
    return member.isValueNode() && !member.isNull();
  }

  /** Half a surrogate pair cannot be written as UTF-8. */
  private static boolean hasHalfPair(String text) {
    return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
