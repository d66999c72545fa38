package io.lakegate.gateway.forward;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Gives a client up that reads nothing of its answer for too long, with the origin's connection and
 * the memory that the answer holds.
 *
 * <p><b>Threading:</b> used on one event loop only.
 */
final class StalledReader {

  private final Vertx vertx;
  private final HttpConnection client;
  private final Duration patience;
  private OptionalLong timer = OptionalLong.empty();

  /**
   * Creates a watch over one client.
   *
   * @param patience how long it may read nothing
   */
  StalledReader(Vertx vertx, HttpConnection client, Duration patience) {
    this.vertx = vertx;
    this.client = client;
    this.patience = patience;
  }

  /** The connection to the client. */
  HttpConnection connection() {
    return client;
  }

  /** What was written waits for the client. */
  void stalls() {
    if (timer.isEmpty()) {
      timer = OptionalLong.of(vertx.setTimer(patience.toMillis(), _ -> HardEnd.of(client)));
    }
  }

  /** The client has read, or nothing waits for it any more. */
  void reads() {
    timer.ifPresent(vertx::cancelTimer);
    timer = OptionalLong.empty();
  }
}
