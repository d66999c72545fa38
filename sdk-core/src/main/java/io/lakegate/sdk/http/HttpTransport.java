package io.lakegate.sdk.http;

/**
 * Sends one request and waits for the complete answer: the port through which this module speaks to
 * the world.
 *
 * <p>Threading: implementations are called by many threads at once and may block; callers are on
 * virtual threads.
 */
@FunctionalInterface
public interface HttpTransport {

  /**
   * Sends the request once, without retries and without following redirects.
   *
   * @return whatever the other side answered, errors included
   * @throws io.lakegate.sdk.error.TransportException if no complete answer came
   */
  ApiResponse send(ApiRequest request);
}
