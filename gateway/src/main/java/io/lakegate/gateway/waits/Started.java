package io.lakegate.gateway.waits;

import io.lakegate.sdk.waiting.Expectation;
import io.lakegate.sdk.waiting.WaitDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An operation that is under way.
 *
 * @param descriptor what is known of it
 * @param target what shows how it stands
 * @param expectation what is expected beyond its state
 * @param grace how long it may not be found, or look as it did before
 * @param entity what its trigger answered, to be told where nothing else has been seen
 * @param triggered whether this exchange has started it
 */
record Started(
    WaitDescriptor descriptor,
    String target,
    Expectation expectation,
    Duration grace,
    Optional<byte[]> entity,
    boolean triggered) {

  /**
   * One that somebody else has started.
   *
   * @throws io.lakegate.gateway.exchange.GatewayException {@code BAD_PARAMETER} if nobody can have
   *     been told to look out for what the client does
   */
  static Started shown(WaitDescriptor descriptor, WaitTarget wanted, Instant now) {
    wanted.requireExpectationOf(descriptor);
    String query = wanted.after().pollQuery(wanted.query());
    return new Started(
        descriptor,
        query.isEmpty() ? wanted.path() : wanted.path() + "?" + query,
        wanted.after(),
        wanted.after().left(now),
        Optional.empty(),
        false);
  }
}
