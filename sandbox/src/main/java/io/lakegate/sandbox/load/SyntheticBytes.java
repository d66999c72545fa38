package io.lakegate.sandbox.load;

import io.vertx.core.buffer.Buffer;
import java.util.SplittableRandom;

/**
 * An endless, fixed sequence of bytes that takes 128 KiB of heap whatever is read of it. It repeats
 * after 65,521 bytes, a prime, so that a lost or doubled block of any usual size shows.
 */
final class SyntheticBytes {
  static final int MAX_CHUNK = 64 * 1024;

  private static final int PERIOD = 65_521;
  private static final Buffer TWICE = Buffer.buffer(pattern());

  private SyntheticBytes() {}

  /** Returns the bytes from an offset on; not more than {@link #MAX_CHUNK}. */
  static Buffer slice(long offset, int length) {
    int start = (int) (offset % PERIOD);
    return TWICE.slice(start, start + length);
  }

  private static byte[] pattern() {
    byte[] period = new byte[PERIOD];
    new SplittableRandom(PERIOD).nextBytes(period);
    byte[] twice = new byte[PERIOD + MAX_CHUNK];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = period[i % PERIOD];
    }
    return twice;
  }
}
