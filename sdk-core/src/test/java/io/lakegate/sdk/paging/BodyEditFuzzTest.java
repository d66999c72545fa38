package io.lakegate.sdk.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client's body with a page token reads as it did, with the token set. */
final class BodyEditFuzzTest {

  private static final String NAME = "page_token";

  @DictionaryEntries({"\"page_token\":", "\\u0070", "{}", "\"a\":1,", "\uFEFF", "null", "\\ud800"})
  @FuzzTest(maxDuration = "5m")
  void with_anyBytes_setsTheMemberAndNothingElse(byte[] body) {
    Optional<JsonNode> before = LatinJson.read(isBlank(body) ? new byte[] {'{', '}'} : body);
    try {
      byte[] edited = BodyEdit.of(body, NAME).with(Texts.bytes("\"next\""));
      ObjectNode expected = before.orElseThrow().deepCopy();
      expected.put(NAME, "next");
      assertThat(LatinJson.read(edited)).contains(expected);
      assertThat(BodyEdit.of(edited, NAME).text()).contains("next");
    } catch (PagingException e) {
      assertThat(e.reason()).isEqualTo(PagingException.Reason.BAD_REQUEST);
      assertThat(before.filter(JsonNode::isObject)).isEmpty();
    }
  }

  /** White space and a byte order mark are no body. */
  private static boolean isBlank(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.matches("(\u00EF\u00BB\u00BF)?[ \\t\\r\\n]*");
  }
}
