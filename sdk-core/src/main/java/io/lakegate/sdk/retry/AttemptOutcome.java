package io.lakegate.sdk.retry;

import java.time.Duration;
import java.util.Optional;

/** How an attempt at the origin ended. */
public sealed interface AttemptOutcome {

  /**
   * The origin answered.
   *
   * @param status the status code
   * @param retryAfter what the origin asks the client to wait
   */
  record Answered(int status, Optional<Duration> retryAfter) implements AttemptOutcome {}

  /**
   * Nothing was sent: the connection could not be made.
   *
   * @param permanent whether another attempt cannot help: the host name is unknown, or the
   *     certificate is not trusted
   */
  record Unsent(boolean permanent) implements AttemptOutcome {}

  /**
   * Something was sent and no answer came.
   *
   * @param silent whether the origin was silent for too long; otherwise the connection was lost
   */
  record NoAnswer(boolean silent) implements AttemptOutcome {}
}
