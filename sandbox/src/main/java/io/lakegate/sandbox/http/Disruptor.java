package io.lakegate.sandbox.http;

import java.util.Optional;

/** Decides whether an exchange is disturbed. */
@FunctionalInterface
public interface Disruptor {

  /**
   * Returns what to do to the exchange that begins now, and counts it as done.
   *
   * @param method the request's method
   * @param path the request's path, without the query, as it was sent
   */
  Optional<Disruption> next(String method, String path);
}
