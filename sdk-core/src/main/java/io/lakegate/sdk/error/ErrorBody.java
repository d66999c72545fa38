package io.lakegate.sdk.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * An error in the shape that Databricks itself answers with, so that every SDK can read it.
 *
 * @param errorCode the code in upper snake case
 * @param message what failed, what was expected and what to do; no secret
 * @param details machine-readable facts, each with its own type
 */
public record ErrorBody(String errorCode, String message, List<ErrorDetail> details) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Copies the details. */
  public ErrorBody {
    Objects.requireNonNull(errorCode, "errorCode");
    Objects.requireNonNull(message, "message");
    details = List.copyOf(details);
  }

  /**
   * Makes the body of an error of our own: one {@code ErrorInfo} detail with the code as reason.
   *
   * @param errorCode the code in upper snake case
   * @param message what failed, what was expected and what to do
   * @param metadata facts about this occurrence; no secrets
   */
  public static ErrorBody of(String errorCode, String message, Map<String, String> metadata) {
    return new ErrorBody(errorCode, message, List.of(ErrorDetail.errorInfo(errorCode, metadata)));
  }

  /** Returns the body as UTF-8 JSON. */
  public byte[] toJson() {
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("error_code", errorCode);
    json.put("message", message);
    json.put("details", details.stream().map(ErrorDetail::json).toList());
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a detail of " + errorCode + " is no JSON value", e);
    }
  }
}
