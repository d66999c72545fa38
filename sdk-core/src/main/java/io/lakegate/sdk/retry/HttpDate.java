package io.lakegate.sdk.retry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/** Reads the three forms of an HTTP date (RFC 9110 5.6.7). */
final class HttpDate {

  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** A two-digit year lies at most this far ahead; beyond, it is of the past century. */
  private static final int YEARS_AHEAD = 50;

  private HttpDate() {}

  static Optional<Instant> parse(String text, Instant now) {
    try {
      return Optional.of(formatFor(text, now).parse(text, Instant::from));
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatter formatFor(String text, Instant now) {
    int comma = text.indexOf(',');
    if (comma < 0) {
      return ASCTIME;
    }
    return comma == 3 ? DateTimeFormatter.RFC_1123_DATE_TIME : rfc850(now);
  }

  private static DateTimeFormatter rfc850(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, today.getYear() - (99 - YEARS_AHEAD))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH)
        .withZone(ZoneOffset.UTC);
  }
}
