package io.lakegate.gateway.observe;

import io.lakegate.sdk.http.HeaderField;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The {@code Date} of an answer that came without one, or is the gateway's own (RFC 9110 6.6.1); it
 * is written once a second.
 *
 * <p><b>Threading:</b> one per event loop.
 */
final class DateField {

  /** RFC 9110 5.6.7: two digits for the day, unlike the formatter that the platform names so. */
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final InstantSource clock;
  private long second = Long.MIN_VALUE;
  private HeaderField field = new HeaderField("Date", "");

  DateField(InstantSource clock) {
    this.clock = clock;
  }

  HeaderField now() {
    long now = Math.floorDiv(clock.millis(), 1000L);
    if (now != second) {
      second = now;
      field = new HeaderField("Date", FORMAT.format(Instant.ofEpochSecond(now)));
    }
    return field;
  }
}
