package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sdk.time.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RetryConfigTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void config_outOfRange_isRefused() {
    assertThatThrownBy(() -> new RetryConfig(SECOND.negated(), SECOND, Backoff.DEFAULT, 0.2, 3))
        .hasMessageContaining("retryTimeout: PT-1S");
    assertThatThrownBy(
            () ->
                new RetryConfig(SECOND, Duration.ofSeconds(Long.MAX_VALUE), Backoff.DEFAULT, 1, 3))
        .hasMessageContaining("answerWithin");
    assertThatThrownBy(() -> new RetryConfig(SECOND, SECOND, Backoff.DEFAULT, 1.1, 3))
        .hasMessageContaining("budgetShare: 1.1");
    assertThatThrownBy(() -> new RetryConfig(SECOND, SECOND, Backoff.DEFAULT, Double.NaN, 3))
        .hasMessageContaining("budgetShare: NaN");
    assertThatThrownBy(() -> new RetryConfig(SECOND, SECOND, Backoff.DEFAULT, 0.2, -1))
        .hasMessageContaining("budgetMinimum: -1");
  }
}
