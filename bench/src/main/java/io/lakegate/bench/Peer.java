package io.lakegate.bench;

import java.io.IOException;
import java.time.Duration;

/** A running program that forwards to an origin. */
interface Peer extends AutoCloseable {

  /** The name in tables. */
  String name();

  /** The port on 127.0.0.1 that takes requests. */
  int port();

  /** User and system time used so far. */
  Duration cpu() throws IOException;

  @Override
  void close();
}
