package io.lakegate.sandbox.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakegate.sandbox.http.Disruption;

/**
 * One rule: what to do to which exchanges.
 *
 * @param method the method concerned, empty for any
 * @param path the paths concerned
 * @param disruption what is done
 * @param skip how many exchanges pass undisturbed before
 * @param times how often it is done, {@link #ALWAYS} without end
 * @param source the rule as it was given
 */
record Fault(
    String method,
    PathPattern path,
    Disruption disruption,
    long skip,
    long times,
    ObjectNode source) {
  static final long ALWAYS = Long.MAX_VALUE;

  boolean concerns(String requestMethod, String requestPath) {
    return (method.isEmpty() || method.equals(requestMethod)) && path.matches(requestPath);
  }
}
