package io.lakegate.sdk.waiting;

import io.lakegate.sdk.time.DurationText;
import java.time.Duration;
import java.util.Optional;

/** How a client says how long it waits and how often it asks. */
public final class WaitTimes {

  /** The longest time that a wait without a time of its own takes, as in Databricks' SDKs. */
  public static final Duration STANDARD_TIMEOUT = Duration.ofMinutes(20);

  private static final String ENDLESS = "none";

  /** Ten polls a second; a wait that asks more often takes the profile's permits for itself. */
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private WaitTimes() {}

  /** How long a wait takes at most unless the client says otherwise. */
  public static Duration timeout(WaitDescriptor wait) {
    return wait.timeout().orElse(STANDARD_TIMEOUT);
  }

  /**
   * Reads how long to wait; empty for {@code none}, without an end.
   *
   * @throws IllegalArgumentException if the text is neither; the message says what was expected
   */
  public static Optional<Duration> timeout(String text) {
    if (text.equals(ENDLESS)) {
      return Optional.empty();
    }
    return Optional.of(
        DurationText.parse(text)
            .filter(Duration::isPositive)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        text
                            + ", expected a duration over 0s such as 55s, 20m or 1h30m, or none")));
  }

  /**
   * Reads the pause between polls.
   *
   * @throws IllegalArgumentException if the text is none; the message says what was expected
   */
  public static PollSchedule poll(String text) {
    return DurationText.parse(text)
        .filter(pause -> pause.compareTo(SHORTEST_PAUSE) >= 0)
        .filter(pause -> pause.compareTo(LONGEST_PAUSE) <= 0)
        .map(PollSchedule::every)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    text
                        + ", expected a duration such as 500ms or 5s, from "
                        + DurationText.text(SHORTEST_PAUSE)
                        + " up to "
                        + DurationText.text(LONGEST_PAUSE)));
  }
}
