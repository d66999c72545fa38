package io.lakegate.sdk.testing;

import java.util.random.RandomGenerator;

/** Always gives the same bits, so that jitter is known. */
public record FixedRandom(long bits) implements RandomGenerator {

  @Override
  public long nextLong() {
    return bits;
  }

  @Override
  public long nextLong(long origin, long bound) {
    return bits == 0 ? origin : bound - 1;
  }

  /** The least of every range. */
  public static RandomGenerator least() {
    return new FixedRandom(0);
  }

  /** The most of every range. */
  public static RandomGenerator most() {
    return new FixedRandom(-1);
  }
}
