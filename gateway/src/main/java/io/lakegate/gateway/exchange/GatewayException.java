package io.lakegate.gateway.exchange;

import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.http.HeaderField;
import java.util.List;
import java.util.Map;

/**
 * A problem that the gateway itself answers. It says what failed, what was expected and what to do;
 * it never holds a secret or the value of a header field. It has no stack trace: it is an answer,
 * not a defect.
 */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final transient Map<String, String> metadata;
  private final transient List<HeaderField> fields;
  private final transient List<ErrorDetail> details;

  /** A problem with nothing but its text. */
  public GatewayException(ProblemCode code, String message) {
    this(code, message, Map.of(), List.of());
  }

  /**
   * A problem with details.
   *
   * @param code the code
   * @param message one or two sentences for the person who reads it
   * @param metadata facts for programs, named in snake case
   * @param fields fields for the answer, for instance {@code Retry-After}
   */
  public GatewayException(
      ProblemCode code, String message, Map<String, String> metadata, List<HeaderField> fields) {
    this(code, message, metadata, fields, List.of());
  }

  private GatewayException(
      ProblemCode code,
      String message,
      Map<String, String> metadata,
      List<HeaderField> fields,
      List<ErrorDetail> details) {
    super(message, null, false, false);
    this.code = code;
    this.metadata = Map.copyOf(metadata);
    this.fields = List.copyOf(fields);
    this.details = List.copyOf(details);
  }

  /** The same problem with one more element in the {@code details} of its body. */
  public GatewayException withDetail(ErrorDetail element) {
    return new GatewayException(code, text(), metadata, fields, List.of(element));
  }

  /** The code. */
  public ProblemCode code() {
    return code;
  }

  /** The text for the person who reads it. */
  public String text() {
    String message = getMessage();
    return message == null ? code.name() : message;
  }

  /** Facts for programs. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** What the body's {@code details} hold besides the facts. */
  public List<ErrorDetail> details() {
    return details;
  }

  /** Fields for the answer. */
  public List<HeaderField> fields() {
    return fields;
  }
}
