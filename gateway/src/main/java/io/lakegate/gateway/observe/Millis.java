package io.lakegate.gateway.observe;

/**
 * A duration that is written as milliseconds with two decimals, by the thread that writes the log.
 *
 * @param nanos the duration
 */
record Millis(long nanos) {

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(10);
    ServerTiming.millis(out, nanos);
    return out.toString();
  }
}
