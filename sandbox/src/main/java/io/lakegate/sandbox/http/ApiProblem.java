package io.lakegate.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** An error answer on its way: status, body and headers. It carries no stack trace. */
public final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ObjectNode body;
  private final transient Map<String, String> headers;

  /**
   * Creates an error answer.
   *
   * @param status the HTTP status
   * @param body the JSON object to answer with
   * @param headers further headers, by name
   */
  public ApiProblem(int status, ObjectNode body, Map<String, String> headers) {
    super("HTTP " + status + " " + body, null, false, false);
    this.status = status;
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  /** Creates an error answer in the platform's shape. */
  public static ApiProblem of(int status, String errorCode, String message) {
    return new ApiProblem(status, Json.error(errorCode, message), Map.of());
  }

  /** Creates the 400 for a value that the platform does not take. */
  public static ApiProblem invalidParameter(String message) {
    return of(400, "INVALID_PARAMETER_VALUE", message);
  }

  /** Creates the 400 for a request that cannot be understood. */
  public static ApiProblem badRequest(String message) {
    return of(400, "BAD_REQUEST", message);
  }

  /** Creates the 400 for an operation that the thing's present state does not allow. */
  public static ApiProblem invalidState(String message) {
    return of(400, "INVALID_STATE", message);
  }

  /** Creates the 404 for a thing that does not exist. */
  public static ApiProblem notFound(String message) {
    return of(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  /** Creates an error answer that names the machine-readable reason in its details. */
  public static ApiProblem withReason(int status, String errorCode, String message, String reason) {
    ObjectNode body = Json.error(errorCode, message);
    body.putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
        .put("reason", reason)
        .put("domain", "filesystem.databricks.com");
    return new ApiProblem(status, body, Map.of());
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the JSON object to answer with. */
  public ObjectNode body() {
    return body;
  }

  /** Returns further headers, by name. */
  public Map<String, String> headers() {
    return headers;
  }
}
