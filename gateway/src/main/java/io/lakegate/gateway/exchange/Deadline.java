package io.lakegate.gateway.exchange;

import io.lakegate.sdk.retry.AttemptHistory;
import io.lakegate.sdk.time.DurationText;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;

/**
 * When the time is over that a client gives an exchange, from the head of its request to the head
 * of its answer.
 *
 * @param nanos a reading of {@link System#nanoTime()}, or nothing without a limit
 */
public record Deadline(Optional<Long> nanos) {

  private static final String FIELD = "lakegate-timeout";
  private static final Deadline NONE = new Deadline(Optional.empty());
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final int LONGEST_SHOWN = 40;

  /** As good as none, and far from an overflow. */
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * Reads what the client said.
   *
   * @throws GatewayException {@code BAD_HEADER} if it is no length of time
   */
  public static Deadline of(Exchange exchange) {
    Optional<String> text = exchange.request().header(FIELD);
    if (text.isEmpty()) {
      return NONE;
    }
    Duration given =
        DurationText.parse(text.get())
            .filter(Duration::isPositive)
            .orElseThrow(
                () ->
                    new GatewayException(
                        ProblemCode.BAD_HEADER,
                        "The field Lakegate-Timeout is '"
                            + text.get().substring(0, Math.min(text.get().length(), LONGEST_SHOWN))
                            + "'; expected is one length of time above zero, such as 500ms, 30s or"
                            + " 2m."));
    Duration bounded = given.compareTo(LONGEST) > 0 ? LONGEST : given;
    return new Deadline(Optional.of(exchange.trace().startNanos() + bounded.toNanos()));
  }

  /**
   * How long it is until then, in nanoseconds; negative once it is past, {@link Long#MAX_VALUE}
   * without a limit.
   */
  public long remainingNanos() {
    return nanos.map(at -> at - System.nanoTime()).orElse(AttemptHistory.NO_DEADLINE);
  }

  /** Ends what is under way when the time is over. Returns what is to be done if it ends before. */
  public Runnable watch(Vertx vertx, Exchange exchange) {
    if (nanos.isEmpty()) {
      return () -> {};
    }
    long millis = Math.max(1, remainingNanos() / NANOS_PER_MILLI);
    long timer = vertx.setTimer(millis, _ -> exchange.client().expire());
    return () -> vertx.cancelTimer(timer);
  }
}
