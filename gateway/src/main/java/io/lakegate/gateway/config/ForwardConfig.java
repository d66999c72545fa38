package io.lakegate.gateway.config;

import java.time.Duration;
import java.util.List;

/**
 * How a request travels to the origin and its answer back.
 *
 * @param dataPaths path prefixes that are forwarded, without a trailing slash; {@code /api} means
 *     {@code /api} and all below it
 * @param replayBuffer bytes of a request body kept for a resend
 * @param retryTimeout total time for retries of one exchange; 300 s like the SDKs
 * @param connectTimeout time to connect to the origin
 * @param httpTimeout silence before the origin's response head
 * @param answerWithin time for queueing and backing off when the client retries by itself
 * @param maxHeaderSize most bytes of header fields, of requests and of responses
 * @param maxRequestLine most bytes of a request line
 * @param clientIdleTimeout silence after which a client is given up: between requests, within a
 *     body, or while its answer waits to be read
 * @param maxOriginConnections most connections to one origin, per profile and event loop
 */
public record ForwardConfig(
    List<String> dataPaths,
    DataSize replayBuffer,
    Duration retryTimeout,
    Duration connectTimeout,
    Duration httpTimeout,
    Duration answerWithin,
    DataSize maxHeaderSize,
    DataSize maxRequestLine,
    Duration clientIdleTimeout,
    int maxOriginConnections) {

  /** Copies the list and checks the ranges. */
  public ForwardConfig {
    dataPaths = List.copyOf(dataPaths);
    Checks.notNegative(retryTimeout, "retryTimeout");
    Checks.positive(connectTimeout, "connectTimeout");
    Checks.positive(httpTimeout, "httpTimeout");
    Checks.positive(answerWithin, "answerWithin");
    Checks.positive(clientIdleTimeout, "clientIdleTimeout");
    if (maxOriginConnections < 1) {
      throw new IllegalArgumentException(
          "maxOriginConnections must be at least 1: " + maxOriginConnections);
    }
  }
}
