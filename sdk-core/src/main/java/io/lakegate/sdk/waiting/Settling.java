package io.lakegate.sdk.waiting;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * After a call that acts on something which has a state already: for a moment, until another state
 * has been seen, the end that it shows may be the one from before.
 *
 * @param kind which end may be the old one
 * @param until when that is over; empty for a trigger that has not been answered yet
 */
record Settling(Kind kind, Optional<Instant> until) implements Expectation {

  /**
   * How long the state from before may be shown. Changes are shown within seconds; a call that
   * changes nothing, as one for the size that a cluster has, is held up no longer than this.
   */
  static final Duration AT_MOST = Duration.ofSeconds(10);

  /** Sixteen digits are enough for any time that can be meant, and far from an overflow. */
  private static final Pattern FORM = Pattern.compile("(start|change):(\\d{1,16})");

  /** Which end may be the one from before. */
  enum Kind {
    /** A failure: what is started had been stopped. */
    START,
    /** The success: what is changed was running. */
    CHANGE
  }

  /** The text form; empty before the trigger has been answered. */
  String form() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return until.map(time -> name + ":" + time.toEpochMilli()).orElse("");
  }

  static Optional<Settling> read(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Instant until = Instant.ofEpochMilli(Long.parseLong(form.group(2)));
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().equalsIgnoreCase(form.group(1)))
        .findFirst()
        .map(kind -> new Settling(kind, Optional.of(until)));
  }

  /** How much of the time is left, whatever a text has said of it. */
  Duration remaining(Instant now) {
    Duration left = until.map(time -> Duration.between(now, time)).orElse(AT_MOST);
    return left.isNegative() ? Duration.ZERO : left.compareTo(AT_MOST) > 0 ? AT_MOST : left;
  }
}
