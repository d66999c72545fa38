package io.lakegate.sdk.error;

import java.util.Locale;
import java.util.Map;

/** What statuses are called where an origin's error names nothing. */
final class StatusNames {

  /** The codes of the platform, by the classes that its SDKs give to a bare status. */
  private static final Map<Integer, String> CODES =
      Map.ofEntries(
          Map.entry(400, "BAD_REQUEST"),
          Map.entry(401, "UNAUTHENTICATED"),
          Map.entry(403, "PERMISSION_DENIED"),
          Map.entry(404, "NOT_FOUND"),
          Map.entry(409, "RESOURCE_CONFLICT"),
          Map.entry(429, "REQUEST_LIMIT_EXCEEDED"),
          Map.entry(499, "CANCELLED"),
          Map.entry(500, "INTERNAL_ERROR"),
          Map.entry(501, "NOT_IMPLEMENTED"),
          Map.entry(503, "TEMPORARILY_UNAVAILABLE"),
          Map.entry(504, "DEADLINE_EXCEEDED"));

  /** The phrases of RFC 9110 15 and RFC 6585. */
  private static final Map<Integer, String> PHRASES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(410, "Gone"),
          Map.entry(411, "Length Required"),
          Map.entry(412, "Precondition Failed"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Range Not Satisfiable"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(421, "Misdirected Request"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(428, "Precondition Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(499, "Client Closed Request"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(505, "HTTP Version Not Supported"));

  private StatusNames() {}

  /** The error code that stands for a status. */
  static String code(int status) {
    String code = CODES.get(status);
    return code == null ? phrase(status).toUpperCase(Locale.ROOT).replace(' ', '_') : code;
  }

  /** The status in words. */
  static String phrase(int status) {
    return PHRASES.getOrDefault(status, "HTTP Status " + status);
  }
}
