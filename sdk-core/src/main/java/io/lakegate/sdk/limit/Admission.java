package io.lakegate.sdk.limit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** The limiter's answer to one request for a permit. */
public sealed interface Admission {

  /** An answer that is final. */
  sealed interface Settled extends Admission permits Granted, Rejected {}

  /**
   * The attempt may be made now.
   *
   * @param permit to be ended when the attempt is over
   */
  record Granted(Permit permit) implements Settled {
    /** Checks for a missing permit. */
    public Granted {
      requireNonNull(permit, "permit");
    }
  }

  /**
   * The attempt has to wait.
   *
   * @param ticket tells when it may be made
   */
  record Queued(Ticket ticket) implements Admission {
    /** Checks for a missing ticket. */
    public Queued {
      requireNonNull(ticket, "ticket");
    }
  }

  /**
   * The attempt cannot be made in time.
   *
   * @param retryAfter when the present queue will have been served: whole seconds, at least 1
   * @param reason why
   */
  record Rejected(Duration retryAfter, RejectReason reason) implements Settled {
    /** Checks for missing parts. */
    public Rejected {
      requireNonNull(retryAfter, "retryAfter");
      requireNonNull(reason, "reason");
    }
  }
}
