package io.lakegate.gateway.forward;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Gives a client up that reads nothing of its answer for too long, with the origin's connection and
 * the memory that the answer holds; sooner where others wait for that memory.
 *
 * <p><b>Threading:</b> used on one event loop only.
 */
final class StalledReader {

  /** How long a client may read nothing while others wait for the memory that it holds. */
  private static final Duration PRESSED = Duration.ofSeconds(2);

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final HttpConnection client;
  private final Duration patience;
  private final BooleanSupplier pressed;
  private OptionalLong timer = OptionalLong.empty();
  private long sinceNanos;

  /**
   * Creates a watch over one client.
   *
   * @param patience how long it may read nothing
   * @param pressed whether others wait for what it holds
   */
  StalledReader(Vertx vertx, HttpConnection client, Duration patience, BooleanSupplier pressed) {
    this.vertx = vertx;
    this.client = client;
    this.patience = patience;
    this.pressed = pressed;
  }

  /** The connection to the client. */
  HttpConnection connection() {
    return client;
  }

  /** What was written waits for the client. */
  void stalls() {
    if (timer.isEmpty()) {
      sinceNanos = System.nanoTime();
      listen();
    }
  }

  private void listen() {
    long left = patience.toNanos() - (System.nanoTime() - sinceNanos);
    long millis = Math.min(left, PRESSED.toNanos()) / NANOS_PER_MILLI + 1;
    timer = OptionalLong.of(vertx.setTimer(millis, _ -> check()));
  }

  private void check() {
    boolean over = System.nanoTime() - sinceNanos >= patience.toNanos();
    if (over || pressed.getAsBoolean()) {
      var _ = HardEnd.of(client);
    } else {
      listen();
    }
  }

  /** The client has read, or nothing waits for it any more. */
  void reads() {
    timer.ifPresent(vertx::cancelTimer);
    timer = OptionalLong.empty();
  }
}
