package io.lakegate.gateway.forward;

import io.lakegate.gateway.connection.HardEnd;
import io.lakegate.gateway.exchange.ExchangeTrace;
import io.lakegate.gateway.exchange.ResponseBody;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Gives a client up that reads nothing of its answer for too long, with the origin's connection and
 * the memory that the answer holds; sooner where others wait for that memory.
 *
 * <p><b>Threading:</b> used on one event loop only.
 */
final class StalledReader {

  /** How long a client may read nothing while others wait for the memory that it holds. */
  private static final Duration PRESSED = Duration.ofSeconds(2);

  /** The error in the log and the metrics, since the client cannot be told. */
  private static final String GIVEN_UP = "CLIENT_STALLED";

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Vertx vertx;
  private final HttpConnection client;
  private final Duration patience;
  private final ResponseBody.Streamed.Carrier carrier;
  private final ExchangeTrace trace;
  private OptionalLong timer = OptionalLong.empty();
  private long sinceNanos;

  /**
   * Creates a watch over one client.
   *
   * @param patience how long it may read nothing
   * @param carrier tells whether others wait for what it holds
   * @param trace is told why the client was given up
   */
  StalledReader(
      Vertx vertx,
      HttpConnection client,
      Duration patience,
      ResponseBody.Streamed.Carrier carrier,
      ExchangeTrace trace) {
    this.vertx = vertx;
    this.client = client;
    this.patience = patience;
    this.carrier = carrier;
    this.trace = trace;
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
    if (over || carrier.isWantedByOthers()) {
      trace.problem(GIVEN_UP);
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
