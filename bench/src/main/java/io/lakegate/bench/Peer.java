package io.lakegate.bench;

import java.io.IOException;
import java.time.Duration;

/** A running program that forwards to an origin. */
interface Peer extends AutoCloseable {

  /** The name in tables. */
  String name();

  /** The port on 127.0.0.1 that takes requests. */
  int port();

  /** Its process. */
  Child child();

  /** User and system time used so far. */
  default Duration cpu() throws IOException {
    return child().cpu();
  }

  @Override
  default void close() {
    child().close();
  }
}
