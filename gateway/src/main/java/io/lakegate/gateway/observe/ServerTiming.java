package io.lakegate.gateway.observe;

import io.lakegate.gateway.exchange.ExchangeTrace;

/** The value of {@code Server-Timing}: where the time until the head went, in milliseconds. */
final class ServerTiming {

  private static final long NANOS_PER_HUNDREDTH = 10_000;

  private ServerTiming() {}

  static String of(ExchangeTrace trace, long nowNanos) {
    StringBuilder out = new StringBuilder(80);
    metric(out, "queue", trace.queueNanos());
    metric(out.append(", "), "auth", trace.authNanos());
    metric(out.append(", "), "origin", trace.originNanos());
    metric(out.append(", "), "total", nowNanos - trace.startNanos());
    return out.toString();
  }

  private static void metric(StringBuilder out, String name, long nanos) {
    out.append(name).append(";dur=");
    millis(out, nanos);
  }

  /** Appends milliseconds with two decimals, without the cost of a formatter. */
  static void millis(StringBuilder out, long nanos) {
    long hundredths = Math.max(0, nanos) / NANOS_PER_HUNDREDTH;
    long fraction = hundredths % 100;
    out.append(hundredths / 100).append('.');
    if (fraction < 10) {
      out.append('0');
    }
    out.append(fraction);
  }
}
