package io.lakegate.sdk.limit;

import io.lakegate.sdk.limit.Admission.Granted;
import io.lakegate.sdk.limit.Admission.Queued;
import io.lakegate.sdk.limit.Admission.Rejected;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Virtual time around one limiter: runs tasks in order and drains when the limiter asks for it. */
final class Simulation {

  static final long SECOND = 1_000_000_000;
  static final long MILLI = 1_000_000;

  final RateLimiter limiter;
  long now;
  int rejected;
  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long sequence;

  Simulation(LimitConfig config) {
    limiter = new RateLimiter(config, 0);
  }

  void at(long nanos, LongConsumer task) {
    tasks.add(new Task(nanos, sequence++, task));
  }

  void after(long nanos, LongConsumer task) {
    at(now + nanos, task);
  }

  /** Asks for a permit and goes on with it, now or later; a rejection is counted. */
  void admit(ClientKey client, Priority priority, Consumer<Permit> then) {
    switch (limiter.request(client, priority, now)) {
      case Granted granted -> then.accept(granted.permit());
      case Rejected _ -> rejected++;
      case Queued queued ->
          queued
              .ticket()
              .onSettled(
                  settled -> {
                    switch (settled) {
                      case Granted granted -> then.accept(granted.permit());
                      case Rejected _ -> rejected++;
                    }
                  });
    }
  }

  void runUntil(long end) {
    while (true) {
      long wake = limiter.nextWakeNanos(now);
      long wakeAt = wake == Long.MAX_VALUE ? Long.MAX_VALUE : now + wake;
      Task next = tasks.peek();
      long taskAt = next == null ? Long.MAX_VALUE : next.nanos;
      if (Math.min(wakeAt, taskAt) > end) {
        now = end;
        return;
      }
      if (next == null || wakeAt <= taskAt) {
        now = wakeAt;
        limiter.drain(now);
      } else {
        tasks.remove();
        now = taskAt;
        next.run.accept(now);
      }
    }
  }

  private record Task(long nanos, long sequence, LongConsumer run) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
