package io.lakegate.gateway.exchange;

import io.lakegate.sdk.error.ErrorDetail;
import io.lakegate.sdk.http.HeaderField;
import java.util.ArrayList;
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
  private final int status;
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
    super(message, null, false, false);
    this.code = code;
    this.status = code.status();
    this.metadata = Map.copyOf(metadata);
    this.fields = List.copyOf(fields);
    this.details = List.of();
  }

  private GatewayException(
      GatewayException other, int status, List<HeaderField> fields, List<ErrorDetail> details) {
    super(other.getMessage(), null, false, false);
    this.code = other.code;
    this.status = status;
    this.metadata = other.metadata;
    this.fields = List.copyOf(fields);
    this.details = List.copyOf(details);
  }

  /** The same problem with one more element in the {@code details} of its body. */
  public GatewayException withDetail(ErrorDetail element) {
    return new GatewayException(this, status, fields, plus(details, element));
  }

  /** The same problem with one more field in its answer. */
  public GatewayException withField(HeaderField field) {
    return new GatewayException(this, status, plus(fields, field), details);
  }

  /** The same problem at a moment at which it has another status than its code usually has. */
  public GatewayException withStatus(int other) {
    return new GatewayException(this, other, fields, details);
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> all = new ArrayList<>(list);
    all.add(element);
    return all;
  }

  /** The code. */
  public ProblemCode code() {
    return code;
  }

  /** The status of its answer. */
  public int status() {
    return status;
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
