package io.lakegate.sdk.waiting;

import java.util.regex.Pattern;

/**
 * After a repair of a job run, that repair is judged, not the run's earlier end.
 *
 * @param id the id that the platform gave the repair
 */
record Repaired(String id) implements Expectation {

  /** An int64. */
  private static final Pattern ID = Pattern.compile("[0-9]{1,19}");

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
