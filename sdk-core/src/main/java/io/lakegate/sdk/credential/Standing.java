package io.lakegate.sdk.credential;

/** What an authentication type's failure means to the rest of the chain. */
public enum Standing {
  /** Somebody configured it: if it fails the chain stops, so that no other identity steps in. */
  CONFIGURED,
  /** It is found on the machine: if it fails the next one is asked. */
  AMBIENT,
  /** It is tried only where {@code auth_type} names it. */
  BY_NAME
}
