package io.lakegate.sdk.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a limiter remembers of one client that had to queue.
 *
 * <p>Threading: guarded by its limiter's lock.
 */
final class Client {

  private final ClientKey key;
  private final Line interactive = new Line();
  private final Line bulk = new Line();
  private int inFlight;
  private long idleSinceNanos;

  Client(ClientKey key) {
    this.key = key;
  }

  ClientKey key() {
    return key;
  }

  Line line(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
    };
  }

  boolean isIdle() {
    return inFlight == 0 && interactive.tickets.isEmpty() && bulk.tickets.isEmpty();
  }

  void idleSince(long nowNanos) {
    idleSinceNanos = nowNanos;
  }

  long idleNanos(long nowNanos) {
    return nowNanos - idleSinceNanos;
  }

  void attemptBegins() {
    inFlight++;
  }

  void attemptEnds() {
    inFlight--;
  }

  /** A client's waiting attempts of one priority, in their order, and the lane they stand in. */
  static final class Line {
    final Deque<Ticket> tickets = new ArrayDeque<>();
    Lane lane = Lane.BUSY;
  }
}
