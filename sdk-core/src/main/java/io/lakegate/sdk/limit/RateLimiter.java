package io.lakegate.sdk.limit;

import io.lakegate.sdk.limit.Admission.Granted;
import io.lakegate.sdk.limit.Admission.Queued;
import io.lakegate.sdk.limit.Admission.Rejected;
import io.lakegate.sdk.limit.Admission.Settled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Admits the attempts of one profile and endpoint class: a token bucket whose burst equals its rate
 * and which starts full, a bounded queue before it that is fair between clients and serves
 * interactive attempts before bulk ones, and a rate that follows an origin which throttles.
 *
 * <p>It owns neither clock nor timer. All times are readings of one monotonic nanosecond clock,
 * {@code System.nanoTime()} in the product. While attempts wait, the caller calls {@link #drain}
 * after {@link #nextWakeNanos}, and asks for the next wake-up again whenever it may have changed:
 * after a {@link Queued} answer, a drain, a cancelled ticket or a new rate.
 *
 * <p>Threading: safe for any number of threads. One short lock, held for the bookkeeping of a
 * single admission (or of those that one drain settles) and never while a listener runs; without a
 * rate, admission takes no lock.
 */
public final class RateLimiter {

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** A wait that is longer than whole seconds by less than this counts as those. */
  private static final long ROUNDING_NANOS = 1000;

  private final Object lock = new Object();
  private final Granted open = new Granted(new OpenPermit(this));
  private volatile int queueSize;
  private volatile long queueTimeoutNanos;
  private final AdaptiveRate rate;
  private final TokenBucket bucket;
  private final WaitingRoom room = new WaitingRoom();
  private final Throughput throughput;

  /** True while there is no rate and nothing waits: admission then needs no lock. */
  private volatile boolean unlimited;

  /** A limiter with a full bucket. */
  public RateLimiter(LimitConfig config, long nowNanos) {
    this.queueSize = config.queueSize();
    this.queueTimeoutNanos = config.queueTimeout().toNanos();
    this.rate = new AdaptiveRate(config.aimd(), perSecond(config.requestsPerSecond()));
    this.bucket = new TokenBucket(rate.configured(), nowNanos);
    this.throughput = new Throughput(nowNanos);
    this.unlimited = Double.isInfinite(rate.configured());
  }

  private static double perSecond(double configured) {
    return configured == 0 ? Double.POSITIVE_INFINITY : configured;
  }

  /** Asks for a permit, waiting at most the queue timeout. */
  public Admission request(ClientKey client, Priority priority, long nowNanos) {
    return request(client, priority, nowNanos, queueTimeoutNanos);
  }

  /**
   * Asks for a permit. A wait that is known to be too long is rejected at once.
   *
   * @param client whose attempt it is
   * @param priority in which queue it waits
   * @param nowNanos the clock's reading
   * @param maxWaitNanos the longest wait, where that is under the queue timeout
   */
  public Admission request(ClientKey client, Priority priority, long nowNanos, long maxWaitNanos) {
    if (unlimited) {
      throughput.count(nowNanos);
      return open;
    }
    Ticket displaced = null;
    Admission admission;
    synchronized (lock) {
      refill(nowNanos);
      if (room.isEmpty() && bucket.hasToken()) {
        bucket.take();
        return open;
      }
      var place = room.place(client, priority, rate.at(nowNanos), nowNanos);
      long maxWait = Math.min(queueTimeoutNanos, maxWaitNanos);
      long wait = bucket.nanosUntil(place.ahead() + 1);
      if (wait > maxWait) {
        return rejected(wait, RejectReason.WAIT_TOO_LONG);
      }
      if (room.size() >= queueSize) {
        displaced = priority == Priority.INTERACTIVE ? room.displaceBulk(nowNanos) : null;
        if (displaced == null) {
          return rejected(bucket.nanosUntil(room.size() + 1), RejectReason.QUEUE_FULL);
        }
      }
      admission = new Queued(room.enter(place, priority, nowNanos, nowNanos + maxWait));
    }
    tellDisplaced(displaced);
    return admission;
  }

  private void tellDisplaced(@Nullable Ticket displaced) {
    if (displaced != null) {
      displaced.settle(rejected(nanosToServeAll(), RejectReason.QUEUE_FULL));
    }
  }

  private long nanosToServeAll() {
    synchronized (lock) {
      return bucket.nanosUntil(room.size() + 1);
    }
  }

  private static Rejected rejected(long waitNanos, RejectReason reason) {
    long seconds = Math.max(1, Math.ceilDiv(waitNanos - ROUNDING_NANOS, NANOS_PER_SECOND));
    return new Rejected(Duration.ofSeconds(seconds), reason);
  }

  /**
   * How long from now until {@link #drain} has something to do: zero if it has now, {@code
   * Long.MAX_VALUE} while nothing waits.
   */
  public long nextWakeNanos(long nowNanos) {
    if (unlimited) {
      return Long.MAX_VALUE;
    }
    synchronized (lock) {
      refill(nowNanos);
      if (room.isEmpty()) {
        return Long.MAX_VALUE;
      }
      return bucket.hasToken() ? 0 : Math.min(bucket.nanosUntil(1), room.nanosToDeadline(nowNanos));
    }
  }

  /**
   * Gives the permits that are due to those whose turn it is, and rejects those whose time is up;
   * their tickets' listeners run before it returns.
   *
   * @return how many tickets were settled
   * @throws RuntimeException the first that a listener threw, once all were told
   */
  public int drain(long nowNanos) {
    if (unlimited) {
      return 0;
    }
    List<Settlement> settled = new ArrayList<>();
    synchronized (lock) {
      refill(nowNanos);
      grantDue(settled);
      rejectLate(nowNanos, settled);
      noteWhetherUnlimited();
    }
    tell(settled);
    return settled.size();
  }

  private void grantDue(List<Settlement> settled) {
    while (bucket.hasToken()) {
      Ticket next = room.next();
      if (next == null) {
        return;
      }
      bucket.take();
      settled.add(new Settlement(next, new Granted(new TrackedPermit(this, next.client()))));
    }
  }

  private void rejectLate(long nowNanos, List<Settlement> settled) {
    Ticket late = room.nextExpired(nowNanos);
    while (late != null) {
      long wait = bucket.nanosUntil(room.size() + 1);
      settled.add(new Settlement(late, rejected(wait, RejectReason.TIMED_OUT)));
      late = room.nextExpired(nowNanos);
    }
  }

  private static void tell(List<Settlement> settled) {
    RuntimeException failure = null;
    for (Settlement settlement : settled) {
      try {
        settlement.ticket.settle(settlement.outcome);
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /**
   * Takes a waiting attempt out of the queue, as when its client is gone; it costs no permit.
   *
   * @return false if it was settled before: a permit it was given is then to be ended
   */
  public boolean cancel(Ticket ticket, long nowNanos) {
    synchronized (lock) {
      return room.leave(ticket, nowNanos);
    }
  }

  /** The origin throttled: lowers the rate, once for all that is reported within a window. */
  public void onThrottled(long nowNanos) {
    synchronized (lock) {
      refill(nowNanos);
      if (rate.lower(throughput.perSecond(nowNanos), nowNanos)) {
        bucket.reset(rate.at(nowNanos), false, nowNanos);
        noteWhetherUnlimited();
      }
    }
  }

  /** Changes rate, queue and times; who waits already keeps the place and the time it has. */
  public void configure(LimitConfig config, long nowNanos) {
    queueSize = config.queueSize();
    queueTimeoutNanos = config.queueTimeout().toNanos();
    configureRate(config.requestsPerSecond(), nowNanos);
  }

  /**
   * Changes the configured rate.
   *
   * @param requestsPerSecond attempts per second, 0 or infinite for no limit
   * @param nowNanos the clock's reading
   */
  public void configureRate(double requestsPerSecond, long nowNanos) {
    if (!(requestsPerSecond >= 0)) {
      throw new IllegalArgumentException(
          "requestsPerSecond: " + requestsPerSecond + ", expected 0 or more");
    }
    synchronized (lock) {
      refill(nowNanos);
      boolean wasInfinite = Double.isInfinite(rate.at(nowNanos));
      rate.configure(perSecond(requestsPerSecond));
      if (wasInfinite) {
        bucket.reset(rate.at(nowNanos), true, nowNanos);
      }
      refill(nowNanos);
    }
  }

  /** Attempts per second that are let through now; infinite without a limit. */
  public double rate(long nowNanos) {
    synchronized (lock) {
      return rate.at(nowNanos);
    }
  }

  /** Attempts per second as configured; infinite without a limit. */
  public double configuredRate() {
    synchronized (lock) {
      return rate.configured();
    }
  }

  /** How many attempts of this priority wait. */
  public int waiting(Priority priority) {
    synchronized (lock) {
      return room.size(priority);
    }
  }

  void ended(Client client, long nowNanos) {
    synchronized (lock) {
      room.attemptEnded(client, nowNanos);
    }
  }

  private void refill(long nowNanos) {
    bucket.refill(rate.at(nowNanos), nowNanos);
    noteWhetherUnlimited();
  }

  private void noteWhetherUnlimited() {
    boolean now = bucket.isUnlimited() && room.isEmpty();
    if (unlimited != now) {
      unlimited = now;
    }
  }

  private record Settlement(Ticket ticket, Settled outcome) {}
}
