package io.lakegate.sdk.retry;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After}, as seconds or as a date (RFC 9110 10.2.3). */
public final class RetryAfter {

  /** What asks for more than this asks for an operator, not for a wait. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * Reads a value. Never throws.
   *
   * @return the wait, between nothing and a day; empty where the value says nothing
   */
  public static Optional<Duration> parse(String value, Instant now) {
    String text = value.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return text.chars().allMatch(c -> c >= '0' && c <= '9') ? seconds(text) : date(text, now);
  }

  private static Optional<Duration> seconds(String digits) {
    boolean absurd = digits.length() > 9;
    return Optional.of(absurd ? LONGEST : clamped(Duration.ofSeconds(Long.parseLong(digits))));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant then = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(clamped(Duration.between(now, then)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Duration clamped(Duration wait) {
    if (wait.isNegative()) {
      return Duration.ZERO;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
