package io.lakegate.bench;

import java.io.InterruptedIOException;

/** Lets time pass, where what is waited for gives no sign. */
final class Pause {

  private Pause() {}

  static void millis(long millis) throws InterruptedIOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
