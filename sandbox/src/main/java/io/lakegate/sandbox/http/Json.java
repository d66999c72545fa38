package io.lakegate.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** JSON as the sandbox reads and writes it: whole numbers as int64, fractions exactly. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** Returns a new, empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Returns a new, empty array. */
  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** Returns the platform's error object. */
  public static ObjectNode error(String errorCode, String message) {
    return object().put("error_code", errorCode).put("message", message);
  }

  /** Writes a value as UTF-8. */
  public static Buffer write(JsonNode value) {
    try {
      return Buffer.buffer(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree could not be written", e);
    }
  }

  /**
   * Reads a JSON object; an empty text is an empty object.
   *
   * @throws ApiProblem when the text is no JSON object
   */
  public static ObjectNode read(Buffer text) {
    if (text.length() == 0) {
      return object();
    }
    try {
      if (MAPPER.readTree(text.getBytes()) instanceof ObjectNode node) {
        return node;
      }
    } catch (IOException e) {
      throw malformed("the body is not valid JSON");
    }
    throw malformed("expected a JSON object");
  }

  private static ApiProblem malformed(String reason) {
    return ApiProblem.of(400, "MALFORMED_REQUEST", "Could not parse request object: " + reason);
  }
}
