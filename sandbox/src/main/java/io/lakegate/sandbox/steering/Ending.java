package io.lakegate.sandbox.steering;

/** Which way an operation goes. */
public enum Ending {
  /** It succeeds. */
  SUCCESS,
  /** It fails. */
  FAILURE,
  /** It comes to a state that it never leaves although it is no end. */
  DEAD,
  /** It stays under way. */
  NEVER,
  /** It passes through a state that the platform has not documented, then succeeds. */
  UNKNOWN_FIRST
}
