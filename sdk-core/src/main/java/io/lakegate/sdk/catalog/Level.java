package io.lakegate.sdk.catalog;

/** Which kind of host an operation belongs to. */
public enum Level {
  /** A workspace. */
  WORKSPACE,
  /** An account. */
  ACCOUNT
}
