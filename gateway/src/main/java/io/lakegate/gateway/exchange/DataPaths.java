package io.lakegate.gateway.exchange;

import io.lakegate.sdk.http.RawQuery;
import java.util.List;

/**
 * The paths that go to the origin with everything below them.
 *
 * @param paths without a slash at the end, for instance {@code /api}
 */
public record DataPaths(List<String> paths) {

  /** Copies the list. */
  public DataPaths {
    paths = List.copyOf(paths);
  }

  /** Whether a target goes to the origin. */
  public boolean include(String target) {
    for (String path : paths) {
      if (EndpointKind.isAtOrBelow(path, target)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Requires that what follows a verb of the gateway's own goes to the origin.
   *
   * @param verb for instance {@code /wait}
   * @param target what follows it
   * @throws GatewayException {@code NOT_A_GATEWAY_PATH}
   */
  public void require(String verb, String target) {
    int slash = target.indexOf('/', 1);
    if (target.startsWith("/@") && slash > 2) {
      throw new GatewayException(
          ProblemCode.NOT_A_GATEWAY_PATH,
          "The profile stands before "
              + verb
              + ", which is followed by the path of the origin, such as /api: call "
              + target.substring(0, slash)
              + verb
              + RawQuery.pathOf(target.substring(slash))
              + ".");
    }
    if (!include(target)) {
      throw new GatewayException(
          ProblemCode.NOT_A_GATEWAY_PATH,
          verb
              + " is followed by a path of the origin, such as "
              + verb
              + "/api/...; it begins with one of "
              + text()
              + ".");
    }
  }

  /** The paths as one text. */
  public String text() {
    return String.join(", ", paths);
  }
}
