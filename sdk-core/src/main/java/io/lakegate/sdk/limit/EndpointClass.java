package io.lakegate.sdk.limit;

import static java.util.Objects.requireNonNull;

/**
 * A group of endpoints that share one limit at the origin.
 *
 * @param name the class's name in configuration and metrics, lower-dash
 * @param requestsPerSecond the limit where none is configured, 0 for none
 * @param perEndpoint whether each endpoint of the class, the path's second segment, has a limiter
 *     of its own: one serving endpoint that throttles is no reason to slow the others
 */
public record EndpointClass(String name, double requestsPerSecond, boolean perEndpoint) {

  /** Everything under {@code /api}. */
  public static final EndpointClass API =
      new EndpointClass("api", LimitConfig.DEFAULT.requestsPerSecond(), false);

  /** Model serving. */
  public static final EndpointClass SERVING = new EndpointClass("serving-endpoints", 0, true);

  /** The SQL drivers' protocol. */
  public static final EndpointClass SQL = new EndpointClass("sql", 0, false);

  /** The AI gateway. */
  public static final EndpointClass AI_GATEWAY = new EndpointClass("ai-gateway", 0, false);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if the rate is negative or no number
   */
  public EndpointClass {
    requireNonNull(name, "name");
    if (!(requestsPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "requestsPerSecond: " + requestsPerSecond + ", expected 0 or more");
    }
  }

  /** The endpoint that has its own limiter for this path; empty where the class has just one. */
  public String endpoint(String path) {
    if (!perEndpoint) {
      return "";
    }
    int start = path.indexOf('/', 1) + 1;
    if (start == 0) {
      return "";
    }
    int end = path.indexOf('/', start);
    return end < 0 ? path.substring(start) : path.substring(start, end);
  }
}
