package io.lakegate.sdk.time;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 500ms}, {@code 30s}, {@code 1h30m}. */
public final class DurationText {

  /** Nine digits keep every sum far from overflow; no setting needs more. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?=\\d)(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private static final Duration LONGEST_IN_SECONDS = Duration.ofMinutes(10);

  private DurationText() {}

  /** The duration that a text says; empty where it says none. */
  public static Optional<Duration> parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofHours(number(match.group(1)))
            .plusMinutes(number(match.group(2)))
            .plusSeconds(number(match.group(3)))
            .plusMillis(number(match.group(4))));
  }

  @SuppressWarnings("NullAway") // A group that took no part in the match is null.
  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /**
   * A form that is also read: seconds where people count in them, hours and minutes beyond. Parts
   * of a millisecond are dropped.
   */
  public static String text(Duration duration) {
    if (duration.toMillisPart() > 0) {
      return duration.toMillis() + "ms";
    }
    if (duration.compareTo(LONGEST_IN_SECONDS) < 0) {
      return duration.toSeconds() + "s";
    }
    return part(duration.toHours(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s");
  }

  private static String part(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }
}
