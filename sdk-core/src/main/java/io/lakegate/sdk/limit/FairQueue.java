package io.lakegate.sdk.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tickets of one priority: in turn between clients, in order within one. */
final class FairQueue {

  private final Map<Object, Deque<Ticket>> byClient = new HashMap<>();
  private final Deque<Object> turns = new ArrayDeque<>();
  private int size;

  int size() {
    return size;
  }

  void add(Object client, Ticket ticket) {
    Deque<Ticket> own = byClient.get(client);
    if (own == null) {
      own = new ArrayDeque<>();
      byClient.put(client, own);
      turns.addLast(client);
    }
    own.addLast(ticket);
    size++;
  }

  /** Takes the next ticket, of the client whose turn it is. */
  Optional<Ticket> take() {
    Object client = turns.pollFirst();
    if (client == null) {
      return Optional.empty();
    }
    Deque<Ticket> own = byClient.getOrDefault(client, new ArrayDeque<>());
    Ticket ticket = own.removeFirst();
    size--;
    if (own.isEmpty()) {
      byClient.remove(client);
    } else {
      turns.addLast(client);
    }
    return Optional.of(ticket);
  }

  /** How many permits go out until a further ticket of this client has its own. */
  int place(Object client) {
    int own = byClient.getOrDefault(client, new ArrayDeque<>()).size();
    int ahead = own + 1;
    for (Map.Entry<Object, Deque<Ticket>> other : byClient.entrySet()) {
      if (!other.getKey().equals(client)) {
        ahead += Math.min(other.getValue().size(), own + 1);
      }
    }
    return ahead;
  }

  /** Removes the tickets whose time is over or whose owner has left; returns the former. */
  Deque<Ticket> expire(long nowNanos) {
    Deque<Ticket> expired = new ArrayDeque<>();
    byClient.values().forEach(own -> own.removeIf(ticket -> ends(ticket, nowNanos, expired)));
    byClient.values().removeIf(Deque::isEmpty);
    turns.removeIf(client -> !byClient.containsKey(client));
    size = byClient.values().stream().mapToInt(Deque::size).sum();
    return expired;
  }

  private static boolean ends(Ticket ticket, long nowNanos, Deque<Ticket> expired) {
    if (ticket.isCancelled()) {
      return true;
    }
    boolean over = nowNanos - ticket.deadlineNanos() >= 0;
    if (over) {
      expired.add(ticket);
    }
    return over;
  }
}
