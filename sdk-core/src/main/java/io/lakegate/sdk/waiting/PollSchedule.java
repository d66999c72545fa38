package io.lakegate.sdk.waiting;

import io.lakegate.sdk.time.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When the next poll is due. The first one is sent at once.
 *
 * @param backoff the growth of the pause
 * @param least the least pause before jitter
 */
public record PollSchedule(Backoff backoff, Duration least) {

  /** 1, 2, … 10 s plus jitter, as Databricks' SDKs wait. */
  public static final PollSchedule STANDARD = new PollSchedule(Backoff.DEFAULT, Duration.ZERO);

  private static final Backoff NO_BACKOFF =
      new Backoff(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** The same pause each time, exactly. */
  public static PollSchedule every(Duration pause) {
    return new PollSchedule(NO_BACKOFF, pause);
  }

  /**
   * The pause after a poll.
   *
   * @param polls how many polls there were, at least 1
   * @param random the source of jitter
   */
  public Duration pause(int polls, RandomGenerator random) {
    return backoff.delay(polls, least, random);
  }
}
