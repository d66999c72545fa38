package io.lakegate.sdk.error;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members of an error in JSON that say something of it. */
final class ErrorMembers {

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final String CODE = "error_code";
  private static final String MESSAGE = "message";
  private static final String ERROR = "error";
  private static final String DETAIL = "detail";
  private static final String SCIM_TYPE = "scimType";
  private static final Set<String> NAMES = Set.of(CODE, MESSAGE, ERROR, DETAIL, SCIM_TYPE);

  private final Map<String, String> texts = new HashMap<>();
  private boolean empty = true;

  private ErrorMembers() {}

  /** Reads an error; empty if it is no JSON object in UTF-8. */
  static Optional<ErrorMembers> read(byte[] body) {
    if (!isUtf8(body)) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      ErrorMembers members = new ErrorMembers();
      members.collect(parser);
      return parser.nextToken() == null ? Optional.of(members) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /**
   * Whether the parser will not take the bytes for UTF-16 or UTF-32, which have zeros in them, nor
   * a name for another one, as it does with those that hold the byte it fills names up with.
   */
  private static boolean isUtf8(byte[] body) {
    for (int i = 0; i < body.length; i++) {
      boolean begins = i < 4 && (body[i] == 0 || body[i] == (byte) 0xfe);
      if (begins || body[i] == (byte) 0xff) {
        return false;
      }
    }
    return true;
  }

  private void collect(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      empty = false;
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      texts.remove(name); // of members of one name the last one counts
      if (NAMES.contains(name) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
        texts.put(name, parser.getText());
      } else if (name.equals(ERROR) && value == JsonToken.START_OBJECT) {
        collectError(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  /** An {@code error} that is an object has a message of its own. */
  private void collectError(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean message = parser.currentName().equals(MESSAGE);
      if (parser.nextToken() == JsonToken.VALUE_STRING && message) {
        texts.put(ERROR, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Whether the object has no member at all. */
  boolean isEmpty() {
    return empty;
  }

  Optional<String> errorCode() {
    return Optional.ofNullable(texts.get(CODE));
  }

  Optional<String> message() {
    return Optional.ofNullable(texts.get(MESSAGE));
  }

  /** What stands in place of a message: API 1.2's error, SCIM's type and detail. */
  Optional<String> explanation() {
    return Optional.ofNullable(texts.get(ERROR)).or(this::scim);
  }

  /** SCIM writes "null" where it has nothing to say of its own failures. */
  private Optional<String> scim() {
    return Optional.ofNullable(texts.get(DETAIL))
        .map(detail -> detail.equals("null") ? "SCIM API Internal Error" : detail)
        .map(detail -> texts.containsKey(SCIM_TYPE) ? texts.get(SCIM_TYPE) + " " + detail : detail);
  }
}
