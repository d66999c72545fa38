package io.lakegate.gateway.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The numbers one profile overrides; an empty one leaves the gateway-wide value in force.
 *
 * @param requestsPerSecond permits a second, and the burst
 * @param queueTimeout longest wait for a permit
 * @param queueSize most exchanges that wait for a permit
 * @param retryTimeout total time for retries of one exchange
 * @param httpTimeout silence before the origin's response head
 * @param connectTimeout time to connect to the origin
 * @param replayBuffer bytes of a request body kept for a resend
 * @param answerWithin time for queueing and backing off when the client retries by itself
 */
public record ProfileSettings(
    Optional<Double> requestsPerSecond,
    Optional<Duration> queueTimeout,
    Optional<Integer> queueSize,
    Optional<Duration> retryTimeout,
    Optional<Duration> httpTimeout,
    Optional<Duration> connectTimeout,
    Optional<DataSize> replayBuffer,
    Optional<Duration> answerWithin) {

  /**
   * Settings that override nothing.
   *
   * @return eight empty values
   */
  public static ProfileSettings none() {
    return new ProfileSettings(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
