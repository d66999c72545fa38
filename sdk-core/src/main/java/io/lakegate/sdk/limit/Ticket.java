package io.lakegate.sdk.limit;

/** A place in the queue for a permit. */
public final class Ticket {

  private final Runnable granted;
  private final Runnable expired;
  private final long deadlineNanos;
  private boolean cancelled;

  Ticket(Runnable granted, Runnable expired, long deadlineNanos) {
    this.granted = granted;
    this.expired = expired;
    this.deadlineNanos = deadlineNanos;
  }

  Runnable granted() {
    return granted;
  }

  Runnable expired() {
    return expired;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  boolean isCancelled() {
    return cancelled;
  }

  void cancel() {
    cancelled = true;
  }
}
