package io.lakegate.sdk.error;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/**
 * One element of an error's {@code details}.
 *
 * @param type the short type, to which {@code type.googleapis.com/} is prefixed
 * @param members the other members, values being whatever Jackson can write
 */
public record ErrorDetail(String type, Map<String, Object> members) {

  private static final String DOMAIN = "lakegate";

  /** Copies the members, keeping their order. */
  public ErrorDetail {
    Objects.requireNonNull(type, "type");
    members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /**
   * Makes the {@code google.rpc.ErrorInfo} detail that each of our own errors carries.
   *
   * @param reason the error code
   * @param metadata facts about this occurrence; no secrets
   */
  public static ErrorDetail errorInfo(String reason, Map<String, String> metadata) {
    SequencedMap<String, Object> members = new LinkedHashMap<>();
    members.put("reason", reason);
    members.put("domain", DOMAIN);
    members.put("metadata", new LinkedHashMap<>(metadata));
    return new ErrorDetail("google.rpc.ErrorInfo", members);
  }

  Map<String, Object> json() {
    SequencedMap<String, Object> json = new LinkedHashMap<>();
    json.put("@type", "type.googleapis.com/" + type);
    json.putAll(members);
    return json;
  }
}
