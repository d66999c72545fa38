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
import java.util.List;

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

  /**
   * Sets a member at a path such as {@code status.state}; whatever stands in its way is replaced.
   */
  public static void put(ObjectNode target, String path, JsonNode value) {
    ObjectNode holder = target;
    String[] names = path.split("\\.");
    for (String name : List.of(names).subList(0, names.length - 1)) {
      holder = holder.get(name) instanceof ObjectNode inner ? inner : holder.putObject(name);
    }
    holder.set(names[names.length - 1], value);
  }

  /** Adds members; objects that stand on both sides are merged, everything else is replaced. */
  public static void merge(ObjectNode target, ObjectNode added) {
    added
        .properties()
        .forEach(
            member -> {
              if (target.get(member.getKey()) instanceof ObjectNode inner
                  && member.getValue() instanceof ObjectNode more) {
                merge(inner, more);
              } else {
                target.set(member.getKey(), member.getValue().deepCopy());
              }
            });
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
