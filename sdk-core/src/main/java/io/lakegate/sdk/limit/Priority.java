package io.lakegate.sdk.limit;

/** Which waiting attempts go first. */
public enum Priority {
  /** Somebody waits for this very answer. */
  INTERACTIVE,
  /** Pages and polls; served when nothing interactive waits. */
  BULK
}
