package io.lakegate.sdk.waiting;

import java.util.List;

/**
 * The request, always a GET, that tells how an operation stands.
 *
 * @param template the path as the SDKs write it, with {@code {id}} for each path parameter; a value
 *     may span several segments where the parameter is {@link Parameter#multiSegment multi-segment}
 * @param matchTemplate the path as it is routed, in which each {@code {…}} is one segment and
 *     {@code {…+}} one or more
 * @param parameters its path and query parameters
 */
public record PollTarget(String template, String matchTemplate, List<Parameter> parameters) {

  /** Copies the list. */
  public PollTarget {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter of the poll.
   *
   * @param id what bindings call it
   * @param inPath whether it stands in the path; else in the query
   * @param name its name in the template or in the query
   * @param multiSegment whether its value is a resource name that keeps its slashes
   */
  public record Parameter(String id, boolean inPath, String name, boolean multiSegment) {}
}
