package io.lakegate.sdk.oauth;

import java.time.Duration;

/** Lets time pass between two attempts at an issuer: the port that keeps tests from sleeping. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  void pause(Duration duration) throws InterruptedException;

  /** Returns the pause that blocks the calling thread. */
  static Pause blocking() {
    return Thread::sleep;
  }
}
