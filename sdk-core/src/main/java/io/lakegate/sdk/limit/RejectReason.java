package io.lakegate.sdk.limit;

/** Why no permit was given. To the client all three are the same: the queue is full. */
public enum RejectReason {
  /** As many attempts wait as may. */
  QUEUE_FULL,
  /** The wait was known to be longer than allowed. */
  WAIT_TOO_LONG,
  /** The allowed wait passed. */
  TIMED_OUT
}
