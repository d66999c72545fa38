package io.lakegate.sdk.waiting;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * After a restart of a cluster, it must first be seen in another state, or as started anew.
 *
 * @param before its {@value #STARTED} before the restart, "" where it had none; empty where nobody
 *     looked
 */
record Restarted(Optional<String> before) implements Expectation {

  /**
   * The member that changes with every start and restart of a cluster, in milliseconds since 1970.
   */
  static final String STARTED = "last_restarted_time";

  /** Nothing, or an int64. */
  private static final Pattern TIME = Pattern.compile("[0-9]{0,19}");

  static boolean isTime(String text) {
    return TIME.matcher(text).matches();
  }
}
