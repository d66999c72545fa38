package io.lakegate.sdk.limit;

/** Who goes first when permits are scarce. */
public enum Priority {
  /** Somebody waits for this answer. */
  INTERACTIVE,
  /** One page or poll of many. */
  BULK
}
