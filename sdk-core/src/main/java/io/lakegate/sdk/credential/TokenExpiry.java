package io.lakegate.sdk.credential;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Reads when a token ends, in the forms that programs and token brokers print. */
final class TokenExpiry {

  /** The year 9999; later ends are as good as none, and would not fit the arithmetic. */
  private static final long LATEST = 253_402_300_799L;

  private TokenExpiry() {}

  /** Reads seconds since 1970: a whole number, or a text that holds one. */
  static Optional<Instant> epoch(JsonNode value) {
    boolean number = value.isIntegralNumber() && value.canConvertToLong();
    boolean text = value.isTextual() && value.textValue().matches("[0-9]{1,18}");
    if (!number && !text) {
      return Optional.empty();
    }
    long seconds = number ? value.longValue() : Long.parseLong(value.textValue());
    return Optional.of(Instant.ofEpochSecond(Math.clamp(seconds, 0, LATEST)));
  }

  /**
   * Reads a date and a time of day, with a blank or a {@code T} between them, with or without a
   * fraction.
   *
   * @param zone what is meant where the text has no offset
   */
  static Optional<Instant> date(JsonNode value, ZoneId zone) {
    String text = value.asText("").strip().replace(' ', 'T');
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return local(text, zone);
    }
  }

  private static Optional<Instant> local(String text, ZoneId zone) {
    try {
      return Optional.of(LocalDateTime.parse(text).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
