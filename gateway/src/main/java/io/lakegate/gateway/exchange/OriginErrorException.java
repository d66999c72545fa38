package io.lakegate.gateway.exchange;

import io.lakegate.sdk.http.HeaderField;
import java.util.List;

/**
 * An error of the origin that ends what the gateway did on a client's behalf. The client is given
 * the origin's status and its error, made readable.
 */
public final class OriginErrorException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient byte[] body;
  private final transient List<HeaderField> fields;
  private final String reason;

  /**
   * An error.
   *
   * @param status the origin's status, or another where that tells of success; 400 or more
   * @param body the error in Databricks' own shape, as UTF-8 JSON
   * @param fields what else the client is told, for instance {@code Retry-After}
   */
  public OriginErrorException(int status, byte[] body, List<HeaderField> fields) {
    this(status, body.clone(), fields, "");
  }

  private OriginErrorException(int status, byte[] body, List<HeaderField> fields, String reason) {
    super("the origin answered " + status, null, false, false);
    this.status = status;
    this.body = body;
    this.fields = List.copyOf(fields);
    this.reason = reason;
  }

  /**
   * The same error, whose body is the gateway's own work: it says something that the origin did not
   * say.
   *
   * @param code what it is about, as the body's details name it; a constant
   */
  public OriginErrorException madeBy(String code) {
    return new OriginErrorException(status, body, fields, code);
  }

  /** The origin's status. */
  public int status() {
    return status;
  }

  /** The error in Databricks' own shape. */
  public byte[] body() {
    return body.clone();
  }

  /** What the gateway itself says by it; empty where all is the origin's. */
  public String reason() {
    return reason;
  }

  /** Fields for the answer. */
  public List<HeaderField> fields() {
    return fields;
  }
}
