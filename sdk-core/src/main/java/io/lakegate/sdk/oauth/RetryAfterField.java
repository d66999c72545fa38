package io.lakegate.sdk.oauth;

import io.lakegate.sdk.http.ApiResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code Retry-After} in both of its forms (RFC 9110, section 10.2.3). */
final class RetryAfterField {

  private static final int MAX_DIGITS = 9;

  private RetryAfterField() {}

  /** Returns how long to wait, never negative; empty if the field is missing or unreadable. */
  static Optional<Duration> of(ApiResponse response, Instant now) {
    return response.header("Retry-After").map(String::strip).flatMap(text -> read(text, now));
  }

  private static Optional<Duration> read(String text, Instant now) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      boolean sane = text.length() <= MAX_DIGITS;
      return sane ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(now, then);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
