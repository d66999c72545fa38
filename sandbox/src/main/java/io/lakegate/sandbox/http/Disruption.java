package io.lakegate.sandbox.http;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/**
 * What is done to one exchange in place of, or on top of, its ordinary answer.
 *
 * @param afterwards whether the request is processed first, so that only its answer suffers
 * @param delay how long to wait before the rest happens
 * @param action what happens
 * @param headers headers set on the answer, over its own
 */
public record Disruption(
    boolean afterwards, Duration delay, Action action, Map<String, String> headers) {

  /** Copies the headers. */
  public Disruption {
    headers = Map.copyOf(headers);
  }

  /** What happens to the answer. */
  public sealed interface Action {}

  /** The answer is given as it is. */
  public record Answer() implements Action {}

  /** The connection is closed before a byte of the answer. */
  public record Reset() implements Action {}

  /**
   * Another answer is given.
   *
   * @param status its HTTP status
   * @param contentType its content type, empty for none
   * @param body its body
   */
  public record Replace(int status, String contentType, Buffer body) implements Action {}

  /**
   * The answer's head is given, then so many bytes of its body, then the connection is closed.
   *
   * @param bytes bytes of the body that still pass
   */
  public record Truncate(long bytes) implements Action {}
}
