package io.lakegate.gateway.exchange;

/**
 * The gateway's own error codes, as clients read them in {@code Lakegate-Error}.
 *
 * <p>Each has one status, the code that Databricks SDKs understand in {@code error_code} where it
 * differs, and whether the connection is closed after it because what follows on it cannot be
 * trusted.
 */
public enum ProblemCode {
  /** The request target is not one that a gateway forwards (RFC 9112 3.2). */
  BAD_REQUEST_TARGET(400, true),
  /** The Host field is missing, doubled or invalid (RFC 9112 3.2). */
  BAD_HOST(400, true),
  /** The message is not valid HTTP/1.1. */
  BAD_REQUEST(400, true),
  /** A singleton field is there twice, or a field contradicts another. */
  BAD_HEADER(400, true),
  /** The body is larger than what can be read at once. */
  CONTENT_TOO_LARGE(413, true),
  /** The version of HTTP is none that can be answered here, or too old for what is asked. */
  HTTP_VERSION_NOT_SUPPORTED(505, true),
  /** An expectation other than 100-continue (RFC 9110 10.1.1). */
  EXPECTATION_FAILED(417, true),
  /** The request line is longer than accepted. */
  URI_TOO_LONG(414, true),
  /** The header section is larger than accepted (RFC 6585 5). */
  HEADERS_TOO_LARGE(431, true),
  /** The Host names none of our own hosts: the defence against DNS rebinding. */
  HOST_NOT_ALLOWED(421, true),
  /** A page in a browser sent it. */
  BROWSER_REQUEST_REFUSED(403, true),
  /** The client stopped sending its body (RFC 9110 15.5.9). */
  REQUEST_TIMEOUT(408, true),
  /** The path is not one that the gateway serves. */
  NOT_A_GATEWAY_PATH(404, false),
  /** The endpoint answers other methods only. */
  METHOD_NOT_ALLOWED(405, false),
  /** A parameter begins like the gateway's own, and is none of them. */
  UNKNOWN_PARAMETER(400, false),
  /** A parameter that the gateway needs is not there. */
  MISSING_PARAMETER(400, false),
  /** Nothing is known of the path that is asked about. */
  NOT_IN_CATALOG(404, false),
  /** A parameter of the gateway's own has a value that it cannot have. */
  BAD_PARAMETER(400, false),
  /** Nothing tells how the list goes on, or it cannot be walked. */
  NOT_PAGEABLE(400, false),
  /** Nothing is known that could be waited for. */
  NOT_WAITABLE(400, false),
  /** Several things could be waited for, and nothing says which. */
  WAIT_AMBIGUOUS(400, false),
  /** What was waited for ended badly. */
  OPERATION_FAILED(424, false),
  /** The time to wait is over; the operation goes on. */
  OPERATION_TIMED_OUT(424, false),
  /** The operation was started, and nothing tells how to ask after it, or how it stands. */
  WAIT_LOST(424, false),
  /** The path and the header name different profiles. */
  PROFILE_CONFLICT(400, false),
  /** No such profile is served here. */
  PROFILE_NOT_FOUND(404, false),
  /** Our own Via came back to us. */
  LOOP_DETECTED(508, false),
  /** A rule of the policy denies the request. */
  POLICY_DENIED(403, false),
  /** The queue for a permit is full, or its wait too long. */
  QUEUE_FULL(429, false, "REQUEST_LIMIT_EXCEEDED"),
  /** Credentials cannot work before somebody mends them. */
  CREDENTIALS_INVALID(401, false, "UNAUTHENTICATED"),
  /** No credentials at the moment, for instance because the issuer is down. */
  CREDENTIALS_UNAVAILABLE(503, false, "TEMPORARILY_UNAVAILABLE"),
  /** The origin could not be reached; nothing was sent. */
  ORIGIN_UNREACHABLE(502, false),
  /** The origin closed the connection without an answer. */
  ORIGIN_RESET(502, false),
  /** The origin's answer is not valid HTTP, or in a form that was not asked for. */
  ORIGIN_PROTOCOL_ERROR(502, false),
  /** The origin answered with an error where it, or the gateway, had told of success already. */
  ORIGIN_ERROR(502, false),
  /** What the origin answered is not a page of the list. */
  BAD_PAGE(502, false),
  /** A page leads back to one that came before. */
  PAGINATION_LOOP(502, false),
  /** A page says that there is more, but not where. */
  INCOMPLETE_PAGE(502, false),
  /** The origin's answer is larger than what can be held at once. */
  ORIGIN_ANSWER_TOO_LARGE(502, false),
  /** The origin did not answer in time. */
  ORIGIN_TIMEOUT(504, false),
  /** The time that the client gave is over. */
  DEADLINE_EXCEEDED(504, false),
  /** Sent, no answer that tells of it, and not safe to send again: the outcome is not known. */
  OUTCOME_UNKNOWN(409, false),
  /** The gateway is shutting down; what was waited for goes on. 503 where nothing was begun. */
  DRAINING(424, true),
  /** A defect of the gateway. */
  INTERNAL_ERROR(500, false);

  private final int status;
  private final boolean closes;
  private final String errorCode;

  ProblemCode(int status, boolean closes) {
    this.status = status;
    this.closes = closes;
    this.errorCode = name();
  }

  ProblemCode(int status, boolean closes, String errorCode) {
    this.status = status;
    this.closes = closes;
    this.errorCode = errorCode;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Whether the connection is closed after the answer. */
  public boolean closes() {
    return closes;
  }

  /** The {@code error_code} of the body. */
  public String errorCode() {
    return errorCode;
  }
}
