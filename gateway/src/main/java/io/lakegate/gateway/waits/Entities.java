package io.lakegate.gateway.waits;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.util.RawValue;
import io.lakegate.sdk.error.ErrorDetail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The state of an operation as it stands in the details of an error. */
final class Entities {

  private static final String TYPE = "lakegate.Operation";
  private static final JsonFactory JSON = new JsonFactory();

  private Entities() {}

  /** What a body shows of a thing; empty where it is no JSON object. */
  static Optional<byte[]> of(byte[] body) {
    return Optional.of(body).filter(Entities::isObject);
  }

  /**
   * The detail.
   *
   * @param state the state that was seen last, empty for none
   * @param entity the JSON that was seen last, byte for byte; what is no JSON object is left out
   */
  static ErrorDetail detail(String state, Optional<byte[]> entity) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("state", state);
    entity
        .filter(Entities::isObject)
        .ifPresent(
            bytes ->
                members.put("entity", new RawValue(new String(bytes, StandardCharsets.UTF_8))));
    return new ErrorDetail(TYPE, members);
  }

  private static boolean isObject(byte[] bytes) {
    try (JsonParser parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
