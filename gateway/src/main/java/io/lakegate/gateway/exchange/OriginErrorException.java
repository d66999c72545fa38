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

  /**
   * An error.
   *
   * @param status the origin's status, or another where that tells of success; 400 or more
   * @param body the error in Databricks' own shape, as UTF-8 JSON
   * @param fields what else the client is told, for instance {@code Retry-After}
   */
  public OriginErrorException(int status, byte[] body, List<HeaderField> fields) {
    super("the origin answered " + status, null, false, false);
    this.status = status;
    this.body = body.clone();
    this.fields = List.copyOf(fields);
  }

  /** The origin's status. */
  public int status() {
    return status;
  }

  /** The error in Databricks' own shape. */
  public byte[] body() {
    return body.clone();
  }

  /** Fields for the answer. */
  public List<HeaderField> fields() {
    return fields;
  }
}
