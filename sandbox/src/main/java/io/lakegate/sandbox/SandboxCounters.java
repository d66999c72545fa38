package io.lakegate.sandbox;

import java.util.Map;

/**
 * What a sandbox has seen since its start or its last reset. Requests to {@code /sandbox/…} itself
 * are not counted.
 *
 * @param requests requests by method and path without the query, such as {@code GET
 *     /api/2.1/clusters/list}; after 10,000 different ones, further ones count as {@code other}
 * @param operations operations begun by what waits for their end, such as {@code
 *     StatementExecutionFinished}: statements, runs and whatever else requests triggered
 * @param tokenRequests requests to a token endpoint, whatever they were answered
 * @param openRequests requests whose answer has neither ended nor been cut off
 * @param abortedRequests requests whose client left before the whole answer was handed to the
 *     connection; an answer that a fault cut off is none of them
 * @param bytesReceived bytes of request bodies read so far, of open requests too
 * @param bytesSent bytes of answer bodies handed to the connection so far, of open requests too
 */
public record SandboxCounters(
    Map<String, Long> requests,
    Map<String, Long> operations,
    long tokenRequests,
    long openRequests,
    long abortedRequests,
    long bytesReceived,
    long bytesSent) {

  /** Copies the maps. */
  public SandboxCounters {
    requests = Map.copyOf(requests);
    operations = Map.copyOf(operations);
  }

  /** Returns how often the method and path, such as {@code POST /oidc/v1/token}, were asked. */
  public long requests(String methodAndPath) {
    return requests.getOrDefault(methodAndPath, 0L);
  }

  /** Returns how many operations began whose end the wait of that name is for. */
  public long operations(String wait) {
    return operations.getOrDefault(wait, 0L);
  }

  /** Returns how many requests there were in all. */
  public long totalRequests() {
    return requests.values().stream().mapToLong(Long::longValue).sum();
  }
}
