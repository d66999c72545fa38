package io.lakegate.sandbox.steering;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An operation under way: it passes through its states, each for the same time, to its end.
 *
 * @param passing the states on the way
 * @param end the last state, empty where the thing is gone or has none
 * @param begun when it began
 * @param length how long it takes
 * @param endless whether it stays in the last of the states on the way
 */
public record Motion(
    List<String> passing, String end, Instant begun, Duration length, boolean endless) {

  /** Copies the list. */
  public Motion {
    passing = List.copyOf(passing);
  }

  /** Returns an operation that is over as soon as it begins. */
  public static Motion ended(String end, Instant now) {
    return new Motion(List.of(), end, now, Duration.ZERO, false);
  }

  /** Returns when it ends. */
  public Instant over() {
    return begun.plus(length);
  }

  /** Tells whether it has ended. */
  public boolean over(Instant now) {
    return !endless && !now.isBefore(over());
  }

  /** Returns the state at a moment, empty where there is none. */
  public String state(Instant now) {
    if (over(now)) {
      return end;
    }
    if (passing.isEmpty()) {
      return "";
    }
    long spent = Math.max(0, Duration.between(begun, now).toNanos());
    long each = Math.max(1, length.toNanos() / passing.size());
    return passing.get((int) Math.min(passing.size() - 1L, spent / each));
  }
}
