package io.lakegate.sdk.oauth;

import io.lakegate.sdk.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A grant that numbers its tokens and counts how often it was asked. */
final class RecordingGrant implements TokenGrant {

  private final MutableClock clock;
  private Optional<Duration> life = Optional.of(Duration.ofHours(1));
  private Optional<String> text = Optional.empty();
  private @Nullable RuntimeException failure;
  private int calls;

  RecordingGrant(MutableClock clock) {
    this.clock = clock;
  }

  void lives(Duration duration) {
    life = Optional.of(duration);
  }

  void forEver() {
    life = Optional.empty();
  }

  void always(String token) {
    text = Optional.of(token);
  }

  void fails(RuntimeException exception) {
    failure = exception;
  }

  void works() {
    failure = null;
  }

  int calls() {
    return calls;
  }

  @Override
  public Token request() {
    calls++;
    if (failure != null) {
      throw failure;
    }
    Instant now = clock.instant();
    String token = text.orElse("token-" + calls);
    return new Token(token, "Bearer", Optional.empty(), life.map(now::plus), now);
  }
}
