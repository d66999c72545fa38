package io.lakegate.sdk.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token bucket with a bounded, fair queue. The bucket holds as many permits as it gains in a
 * second, at least one, and is full at the start (as the Go SDK's limiter, whose default is 15 a
 * second).
 *
 * <p>The caller owns the clock and the timer: while anything is queued, it calls {@link #drain}
 * every {@link #nextPermitNanos}.
 *
 * <p><b>Threading:</b> any thread; what a ticket runs, {@link #drain} runs after it has let go of
 * the lock.
 */
public final class RateLimiter {

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * The limits.
   *
   * @param permitsPerSecond the rate, more than nothing
   * @param queueTimeout the longest wait for a permit
   * @param queueSize the most tickets that wait
   */
  public record Limits(double permitsPerSecond, Duration queueTimeout, int queueSize) {}

  private final Limits limits;
  private final double capacity;
  private final FairQueue interactive = new FairQueue();
  private final FairQueue bulk = new FairQueue();
  private double permits;
  private long refilledNanos;

  /** A full bucket. */
  public RateLimiter(Limits limits, long nowNanos) {
    this.limits = limits;
    this.capacity = Math.max(1, limits.permitsPerSecond());
    this.permits = capacity;
    this.refilledNanos = nowNanos;
  }

  /**
   * Who asks for a permit, and what is done when the wait is over.
   *
   * @param client what tells one client from another
   * @param granted done when the permit is there
   * @param expired done when it would come too late
   */
  public record Request(Object client, Priority priority, Runnable granted, Runnable expired) {}

  /** Asks for a permit. Neither of the request's actions runs within this call. */
  public synchronized Admission request(Request request, long nowNanos) {
    refill(nowNanos);
    if (queued() == 0 && permits >= 1) {
      permits -= 1;
      return new Admission.Granted();
    }
    Duration wait = expectedWait(request);
    if (queued() >= limits.queueSize() || wait.compareTo(limits.queueTimeout()) > 0) {
      return new Admission.Rejected(wait);
    }
    Ticket ticket =
        new Ticket(
            request.granted(), request.expired(), nowNanos + limits.queueTimeout().toNanos());
    queue(request.priority()).add(request.client(), ticket);
    return new Admission.Queued(ticket);
  }

  /** Gives up a place in the queue; no permit is used. */
  public synchronized void cancel(Ticket ticket) {
    ticket.cancel();
  }

  /** Hands out the permits that are there by now, and tells those whose wait was too long. */
  public void drain(long nowNanos) {
    List<Runnable> settled = new ArrayList<>();
    synchronized (this) {
      refill(nowNanos);
      interactive.expire(nowNanos).forEach(ticket -> settled.add(ticket.expired()));
      bulk.expire(nowNanos).forEach(ticket -> settled.add(ticket.expired()));
      while (permits >= 1 && queued() > 0) {
        permits -= 1;
        next().ifPresent(ticket -> settled.add(ticket.granted()));
      }
    }
    settled.forEach(Runnable::run);
  }

  /** How many tickets wait. */
  public synchronized int queued() {
    return interactive.size() + bulk.size();
  }

  /** The rate in force, in permits a second. */
  public double rate() {
    return limits.permitsPerSecond();
  }

  /** How long until the next permit is there; nothing where one is. */
  public synchronized long nextPermitNanos(long nowNanos) {
    refill(nowNanos);
    return permits >= 1 ? 0 : nanosFor(1 - permits);
  }

  private Optional<Ticket> next() {
    Optional<Ticket> first = interactive.take();
    return first.isPresent() ? first : bulk.take();
  }

  private FairQueue queue(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> interactive;
      case BULK -> bulk;
    };
  }

  private Duration expectedWait(Request request) {
    int ahead =
        switch (request.priority()) {
          case INTERACTIVE -> interactive.place(request.client());
          case BULK -> interactive.size() + bulk.place(request.client());
        };
    return Duration.ofNanos(nanosFor(Math.max(0, ahead - permits)));
  }

  private long nanosFor(double missing) {
    return (long) Math.ceil(missing * NANOS_PER_SECOND / limits.permitsPerSecond());
  }

  private void refill(long nowNanos) {
    long passed = nowNanos - refilledNanos;
    if (passed > 0) {
      double gained = passed * limits.permitsPerSecond() / NANOS_PER_SECOND;
      permits = Math.min(capacity, permits + gained);
      refilledNanos = nowNanos;
    }
  }
}
