package io.lakegate.sdk.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it, either way. */
public final class MutableClock implements InstantSource {

  /** When every test begins. */
  public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock, backwards if the duration is negative. */
  public void move(Duration duration) {
    now = now.plus(duration);
  }
}
