package io.lakegate.sdk.limit;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All attempts that wait at one limiter: a fair queue per priority, and their deadlines.
 *
 * <p>Threading: guarded by its limiter's lock.
 */
final class WaitingRoom {

  /** Tickets that left early stay among the deadlines until they are this many more than needed. */
  private static final int SLACK = 64;

  private final FairQueue interactive = new FairQueue(Priority.INTERACTIVE);
  private final FairQueue bulk = new FairQueue(Priority.BULK);
  private final Clients clients = new Clients();
  private final PriorityQueue<Ticket> deadlines =
      new PriorityQueue<>((a, b) -> Long.signum(a.deadlineNanos() - b.deadlineNanos()));

  /** Where a client's next attempt would stand. */
  record Place(Client client, Lane lane, int ahead) {}

  int size() {
    return interactive.size() + bulk.size();
  }

  int size(Priority priority) {
    return queue(priority).size();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  Place place(ClientKey key, Priority priority, double rate, long nowNanos) {
    Client client = clients.find(key);
    Lane lane = clients.lane(client, rate, nowNanos);
    int ahead = queue(priority).ahead(client.line(priority), lane);
    return new Place(client, lane, priority == Priority.BULK ? ahead + interactive.size() : ahead);
  }

  Ticket enter(Place place, Priority priority, long nowNanos, long deadlineNanos) {
    Ticket ticket = new Ticket(place.client(), priority, nowNanos, deadlineNanos);
    clients.activate(place.client());
    queue(priority).add(ticket, place.lane());
    deadlines.add(ticket);
    return ticket;
  }

  /** Takes the attempt whose turn it is and counts it as under way; null if none waits. */
  @Nullable Ticket next() {
    Ticket ticket = interactive.poll();
    if (ticket == null) {
      ticket = bulk.poll();
    }
    if (ticket != null) {
      ticket.client().attemptBegins();
      forget(ticket);
    }
    return ticket;
  }

  /** Takes an attempt that has waited too long; null if none has. */
  @Nullable Ticket nextExpired(long nowNanos) {
    Ticket first = earliest();
    if (first == null || first.deadlineNanos() - nowNanos > 0) {
      return null;
    }
    leave(first, nowNanos);
    return first;
  }

  /** Takes the last bulk attempt to make room for an interactive one; null if none waits. */
  @Nullable Ticket displaceBulk(long nowNanos) {
    Ticket last = bulk.pollLast();
    if (last != null) {
      forget(last);
      clients.rest(last.client(), nowNanos);
    }
    return last;
  }

  /** Takes an attempt out of turn; false if it waits no more. */
  boolean leave(Ticket ticket, long nowNanos) {
    if (!ticket.isWaiting()) {
      return false;
    }
    queue(ticket.priority()).remove(ticket);
    forget(ticket);
    clients.rest(ticket.client(), nowNanos);
    return true;
  }

  /** An attempt that had waited is over. */
  void attemptEnded(Client client, long nowNanos) {
    client.attemptEnds();
    clients.rest(client, nowNanos);
  }

  /** How long until the first deadline; {@code Long.MAX_VALUE} if nothing waits. */
  long nanosToDeadline(long nowNanos) {
    Ticket first = earliest();
    return first == null ? Long.MAX_VALUE : Math.max(0, first.deadlineNanos() - nowNanos);
  }

  private @Nullable Ticket earliest() {
    Ticket first = deadlines.peek();
    while (first != null && !first.isWaiting()) {
      deadlines.poll();
      first = deadlines.peek();
    }
    return first;
  }

  private void forget(Ticket ticket) {
    ticket.leave();
    if (deadlines.size() > 2 * size() + SLACK) {
      deadlines.removeIf(other -> !other.isWaiting());
    }
  }

  private FairQueue queue(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
    };
  }
}
