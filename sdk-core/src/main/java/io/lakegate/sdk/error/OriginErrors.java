package io.lakegate.sdk.error;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Makes the errors of an origin readable for SDKs: whatever the shape, the answer has {@code
 * error_code} and {@code message} in the end, and nothing of it is lost.
 *
 * <ul>
 *   <li>The standard shape stays byte for byte.
 *   <li>Another JSON object keeps its bytes and gains at its end what it lacks: SCIM's {@code
 *       detail}, API 1.2's {@code error}.
 *   <li>Text, HTML, XML, other JSON and nothing at all become the standard shape, with the
 *       original, truncated, in {@code details}.
 * </ul>
 *
 * <p>The shapes are those that Databricks' SDKs know how to read.
 */
public final class OriginErrors {

  /** How much of an original is kept, in bytes. */
  static final int MOST_ORIGINAL = 4 * 1024;

  /** How much of what is no JSON is looked at, in bytes; errors say what they say at once. */
  private static final int MOST_READ = 64 * 1024;

  /** The short type of the detail that holds an original. */
  private static final String DETAIL = "lakegate.OriginBody";

  private OriginErrors() {}

  /**
   * What an error says.
   *
   * @param status its status
   * @param contentType its Content-Type, empty if there is none
   * @param body its body, decoded
   */
  public static OriginError read(int status, String contentType, byte[] body) {
    return ErrorMembers.read(body)
        .map(members -> new OriginError(code(status, members), message(status, members)))
        .orElseGet(
            () ->
                PlainErrors.read(
                    status, contentType, text(body, Math.min(body.length, MOST_READ))));
  }

  /**
   * The same error in the standard shape, as UTF-8 JSON.
   *
   * @param status its status
   * @param contentType its Content-Type, empty if there is none
   * @param body its body, decoded
   * @return the same array if it is in the standard shape already
   */
  public static byte[] readable(int status, String contentType, byte[] body) {
    Optional<ErrorMembers> members = ErrorMembers.read(body);
    if (members.isEmpty()) {
      return shaped(status, contentType, body);
    }
    StringBuilder missing = new StringBuilder();
    if (members.get().errorCode().isEmpty()) {
      append(missing, "error_code", code(status, members.get()));
    }
    if (members.get().message().isEmpty()) {
      append(missing, "message", message(status, members.get()));
    }
    return missing.isEmpty() ? body : inserted(body, members.get(), missing);
  }

  private static String code(int status, ErrorMembers members) {
    return members.errorCode().orElseGet(() -> StatusNames.code(status));
  }

  private static String message(int status, ErrorMembers members) {
    return members
        .message()
        .or(members::explanation)
        .filter(text -> !text.isBlank())
        .orElseGet(() -> StatusNames.phrase(status));
  }

  private static void append(StringBuilder json, String name, String value) {
    json.append(",\"").append(name).append("\":\"");
    json.append(JsonStringEncoder.getInstance().quoteAsString(value)).append('"');
  }

  /**
   * Puts members before the brace that closes the object: what comes last counts in every parser.
   */
  private static byte[] inserted(byte[] body, ErrorMembers members, StringBuilder missing) {
    int brace = body.length - 1;
    while (body[brace] != '}') {
      brace--;
    }
    String text = members.isEmpty() ? missing.substring(1) : missing.toString();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length + text.length());
    bytes.write(body, 0, brace);
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    bytes.write(body, brace, body.length - brace);
    return bytes.toByteArray();
  }

  private static byte[] shaped(int status, String contentType, byte[] body) {
    OriginError error = read(status, contentType, body);
    int kept = keptBytes(body);
    SequencedMap<String, Object> original = new LinkedHashMap<>();
    original.put("content_type", contentType);
    original.put("body", text(body, kept));
    original.put("truncated", kept < body.length);
    ErrorDetail detail = new ErrorDetail(DETAIL, original);
    return new ErrorBody(error.errorCode(), error.message(), List.of(detail)).toJson();
  }

  /** As much as is kept, cut between characters. */
  private static int keptBytes(byte[] body) {
    int kept = Math.min(body.length, MOST_ORIGINAL);
    while (kept < body.length && kept > 0 && (body[kept] & 0xc0) == 0x80) {
      kept--;
    }
    return kept;
  }

  private static String text(byte[] body, int length) {
    return new String(body, 0, length, StandardCharsets.UTF_8);
  }
}
