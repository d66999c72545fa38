package io.lakegate.sdk.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.testing.FixedRandom;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void delay_default_staysWithinItsJitter() {
    Random random = new Random(1);
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int i = 0; i < 10_000; i++) {
      long millis = Backoff.DEFAULT.delay(2, Duration.ZERO, random).toMillis();
      least = Math.min(least, millis);
      most = Math.max(most, millis);
    }
    assertThat(least).isBetween(2050L, 2060L);
    assertThat(most).isBetween(2740L, 2750L);
  }

  @Test
  void delay_hugeAttempt_isCapped() {
    Backoff yearly = new Backoff(Duration.ofDays(365), SECOND, Duration.ZERO, Duration.ZERO);
    assertThat(yearly.delay(Integer.MAX_VALUE, Duration.ZERO, FixedRandom.most()))
        .isEqualTo(SECOND);
  }

  @Test
  void delay_noStep_isJustTheFloor() {
    Backoff none = new Backoff(Duration.ZERO, SECOND, Duration.ZERO, Duration.ZERO);
    assertThat(none.delay(5, Duration.ofMillis(3), FixedRandom.most()))
        .isEqualTo(Duration.ofMillis(3));
  }

  @Test
  void backoff_outOfRange_isRefused() {
    assertThatThrownBy(() -> new Backoff(SECOND.negated(), SECOND, SECOND, SECOND))
        .hasMessageContaining("step: PT-1S");
    assertThatThrownBy(() -> new Backoff(SECOND, Duration.ofDays(366), SECOND, SECOND))
        .hasMessageContaining("cap: PT8784H");
    assertThatThrownBy(() -> new Backoff(SECOND, SECOND, SECOND, Duration.ZERO))
        .hasMessageContaining("jitterMin: PT1S, expected at most jitterMax PT0S");
  }
}
