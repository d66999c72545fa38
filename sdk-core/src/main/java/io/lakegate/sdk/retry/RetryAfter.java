package io.lakegate.sdk.retry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The server's hint of when to come back, as {@code Retry-After} carries it (RFC 9110 10.2.3).
 *
 * @param present whether there was a usable hint
 * @param delay the hinted delay, zero when there is none; at most {@link #LONGEST}
 */
public record RetryAfter(boolean present, Duration delay) {

  /** The longest delay that is believed: what is longer exceeds every retry timeout anyway. */
  public static final Duration LONGEST = Duration.ofDays(1);

  /** No hint. */
  public static final RetryAfter NONE = new RetryAfter(false, Duration.ZERO);

  private static final int LONGEST_VALUE = 64;
  private static final int LONGEST_DIGITS = 9;

  /** Clamps the delay between zero and {@link #LONGEST}; without a hint it is zero. */
  public RetryAfter {
    requireNonNull(delay, "delay");
    if (!present || delay.isNegative()) {
      delay = Duration.ZERO;
    } else if (delay.compareTo(LONGEST) > 0) {
      delay = LONGEST;
    }
  }

  /** A hint of this delay. */
  public static RetryAfter of(Duration delay) {
    return new RetryAfter(true, delay);
  }

  /**
   * Reads a field value: whole seconds, or an HTTP date in any of its three forms. A negative
   * number or a past date is zero; anything else that is not well formed is no hint.
   *
   * @param value the field value
   * @param now the present, against which a date is read
   */
  public static RetryAfter parse(String value, Instant now) {
    String text = value.strip();
    if (text.isEmpty() || text.length() > LONGEST_VALUE) {
      return NONE;
    }
    boolean negative = text.charAt(0) == '-';
    if (areDigits(text, negative ? 1 : 0)) {
      return negative ? of(Duration.ZERO) : of(seconds(text));
    }
    Optional<Instant> date = HttpDate.parse(text, now);
    return date.isPresent() ? of(Duration.between(now, date.get())) : NONE;
  }

  private static boolean areDigits(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  private static Duration seconds(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    if (digits.length() - first > LONGEST_DIGITS) {
      return LONGEST;
    }
    return Duration.ofSeconds(Integer.parseInt(digits, first, digits.length(), 10));
  }
}
