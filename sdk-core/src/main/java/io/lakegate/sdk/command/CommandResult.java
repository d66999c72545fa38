package io.lakegate.sdk.command;

import java.time.Duration;
import java.util.Objects;

/** How a program ended. */
public sealed interface CommandResult {

  /**
   * It ended by itself. The text form shows the status only: what programs print may be secret.
   *
   * @param status its exit status
   * @param out what it printed
   * @param err what it complained of
   */
  record Ended(int status, String out, String err) implements CommandResult {

    /** Checks that both texts are there. */
    public Ended {
      Objects.requireNonNull(out, "out");
      Objects.requireNonNull(err, "err");
    }

    @Override
    public String toString() {
      return "Ended[" + status + "]";
    }
  }

  /**
   * It ran for too long and was ended.
   *
   * @param limit how long it was given
   */
  record TimedOut(Duration limit) implements CommandResult {
    /** Checks that the limit is there. */
    public TimedOut {
      Objects.requireNonNull(limit, "limit");
    }
  }

  /**
   * It could not be started.
   *
   * @param reason why not
   */
  record NotStarted(String reason) implements CommandResult {
    /** Checks that the reason is there. */
    public NotStarted {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
