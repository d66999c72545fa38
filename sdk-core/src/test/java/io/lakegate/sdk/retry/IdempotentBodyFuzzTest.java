package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A body gets its token and stays the same otherwise, or stays as it is. */
final class IdempotentBodyFuzzTest {

  private static final String FIELD = "idempotency_token";
  private static final String TOKEN = "minted \"here\"";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @DictionaryEntries({
    "\"idempotency_token\"",
    "\\u0069",
    "null",
    "\"\"",
    "{}",
    "\"a\":1,",
    "\uFEFF"
  })
  @FuzzTest(maxDuration = "5m")
  void of_anyBytes_addsTheTokenAndNothingElse(byte[] body) throws IOException {
    switch (IdempotentBody.of(body, FIELD, () -> TOKEN)) {
      case IdempotentBody.LeftAsItIs _ -> {}
      case IdempotentBody.OwnToken _ ->
          assertThat(object(body).path(FIELD).textValue()).isNotEmpty();
      case IdempotentBody.GivenToken given -> {
        ObjectNode expected = object(body);
        assertThat(expected.path(FIELD).asText("")).isEmpty();
        expected.put(FIELD, TOKEN);
        assertThat(object(edited(body, given))).isEqualTo(expected);
      }
    }
  }

  private static ObjectNode object(byte[] body) throws IOException {
    return JSON.readValue(body, ObjectNode.class);
  }

  private static byte[] edited(byte[] body, IdempotentBody.GivenToken given) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int rest = given.at() + given.removed();
    out.write(body, 0, given.at());
    out.writeBytes(given.added().getBytes(StandardCharsets.UTF_8));
    out.write(body, rest, body.length - rest);
    return out.toByteArray();
  }
}
