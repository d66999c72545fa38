package io.lakegate.sdk.limit;

import io.lakegate.sdk.limit.Client.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The waiting attempts of one priority: round robin between clients, in three lanes. Returning
 * clients go first, but never twice in a row while others wait; unknown ones go before busy ones,
 * but at most three in a row. So a client that asks now and then is served next to at once beside
 * any number of greedy ones, a new one soon, and nobody starves: busy clients keep at least an
 * eighth of the permits.
 *
 * <p>Threading: guarded by its limiter's lock.
 */
final class FairQueue {

  private static final int UNKNOWN_RUN = 3;

  private final Priority priority;
  private final Deque<Line> returning = new ArrayDeque<>();
  private final Deque<Line> unknown = new ArrayDeque<>();
  private final Deque<Line> busy = new ArrayDeque<>();
  private int size;
  private boolean lastWasReturning;
  private int unknownInARow;

  FairQueue(Priority priority) {
    this.priority = priority;
  }

  int size() {
    return size;
  }

  void add(Ticket ticket, Lane lane) {
    Line line = ticket.client().line(priority);
    if (line.tickets.isEmpty()) {
      line.lane = lane;
      lane(lane).addLast(line);
    }
    line.tickets.addLast(ticket);
    size++;
  }

  /** Takes the attempt whose turn it is; null if none waits. */
  @Nullable Ticket poll() {
    if (size == 0) {
      return null;
    }
    Line line = lane(nextLane()).removeFirst();
    Ticket ticket = line.tickets.removeFirst();
    size--;
    if (!line.tickets.isEmpty()) {
      line.lane = Lane.BUSY;
      lane(Lane.BUSY).addLast(line);
    }
    return ticket;
  }

  /** Takes the attempt that would be served about last; null if none waits. */
  @Nullable Ticket pollLast() {
    if (size == 0) {
      return null;
    }
    Deque<Line> last = busy.isEmpty() ? (unknown.isEmpty() ? returning : unknown) : busy;
    Ticket ticket = last.getLast().tickets.getLast();
    remove(ticket);
    return ticket;
  }

  void remove(Ticket ticket) {
    Line line = ticket.client().line(priority);
    if (line.tickets.removeLastOccurrence(ticket)) {
      size--;
      if (line.tickets.isEmpty()) {
        lane(line.lane).remove(line);
      }
    }
  }

  /** How many of those now waiting are served before a further attempt of this client. */
  int ahead(Line own, Lane lane) {
    if (own.tickets.isEmpty() && lane != Lane.BUSY) {
      return lane == Lane.RETURNING ? returning.size() : returning.size() + unknown.size();
    }
    int rounds = own.tickets.size() + 1;
    int turns = own.tickets.size();
    for (Line line : busy) {
      turns += line == own ? 0 : Math.min(line.tickets.size(), rounds);
    }
    return Math.min(size, turns + Math.min(returning.size() + unknown.size(), 7 * (turns + 1)));
  }

  private Lane nextLane() {
    boolean others = !unknown.isEmpty() || !busy.isEmpty();
    if (!returning.isEmpty() && !(lastWasReturning && others)) {
      lastWasReturning = true;
      return Lane.RETURNING;
    }
    lastWasReturning = false;
    if (!unknown.isEmpty() && (unknownInARow < UNKNOWN_RUN || busy.isEmpty())) {
      unknownInARow++;
      return Lane.UNKNOWN;
    }
    unknownInARow = 0;
    return Lane.BUSY;
  }

  private Deque<Line> lane(Lane lane) {
    return switch (lane) {
      case RETURNING -> returning;
      case UNKNOWN -> unknown;
      case BUSY -> busy;
    };
  }
}
