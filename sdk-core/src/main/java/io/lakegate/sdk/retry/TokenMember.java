package io.lakegate.sdk.retry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What stands in the member of a JSON object that takes the idempotency token. */
sealed interface TokenMember {

  /** A token. */
  record Named() implements TokenMember {}

  /**
   * Nothing, although the member is there.
   *
   * @param at the place of its value in the body, in bytes
   * @param length the length of its value
   */
  record Empty(int at, int length) implements TokenMember {}

  /**
   * The object has no such member.
   *
   * @param at the place of its closing brace in the body, in bytes
   * @param alone whether it has no member at all
   */
  record Absent(int at, boolean alone) implements TokenMember {}

  /**
   * It cannot be told: there is no JSON object in UTF-8, the member is there twice, or its value is
   * neither text nor null.
   */
  record Unclear() implements TokenMember {}

  /** Looks for a member of the object that a body is. */
  static TokenMember find(byte[] body, String field) {
    if (!startsAsUtf8(body) || holdsFiller(body)) {
      return new Unclear();
    }
    try (JsonParser parser = Reading.JSON.createParser(body)) {
      return parser.nextToken() == JsonToken.START_OBJECT
          ? new Reading(parser, field).object()
          : new Unclear();
    } catch (IOException noJson) {
      return new Unclear();
    }
  }

  /** The parser reads UTF-16 and UTF-32 too, and byte order marks; places then do not fit. */
  private static boolean startsAsUtf8(byte[] body) {
    for (int i = 0; i < Math.min(4, body.length); i++) {
      if (body[i] == 0) {
        return false;
      }
    }
    return body.length > 0 && body[0] > 0;
  }

  /**
   * Whether a byte is there that UTF-8 never holds. The parser fills names up with it when it looks
   * them up, and so takes a name with it for another one, which it does not find at fault.
   */
  private static boolean holdsFiller(byte[] body) {
    for (byte b : body) {
      if (b == (byte) 0xff) {
        return true;
      }
    }
    return false;
  }

  /** One pass over an object. */
  final class Reading {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser parser;
    private final String field;

    private Reading(JsonParser parser, String field) {
      this.parser = parser;
      this.field = field;
    }

    private TokenMember object() throws IOException {
      TokenMember found = new Unclear();
      int members = 0;
      int times = 0;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        members++;
        boolean wanted = field.equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (wanted) {
          times++;
          found = member(value);
        }
        parser.skipChildren();
      }
      int end = place();
      if (times > 1 || parser.nextToken() != null) {
        return new Unclear();
      }
      return times == 1 ? found : new Absent(end, members == 0);
    }

    private TokenMember member(JsonToken value) throws IOException {
      return switch (value) {
        case VALUE_NULL -> new Empty(place(), "null".length());
        case VALUE_STRING ->
            parser.getText().isEmpty() ? new Empty(place(), "\"\"".length()) : new Named();
        default -> new Unclear();
      };
    }

    private int place() {
      return Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    }
  }
}
