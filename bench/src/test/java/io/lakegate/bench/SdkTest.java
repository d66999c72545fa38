package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SdkTest {

  @Test
  void parse_walk_readsTimeAndItems() throws Exception {
    assertThat(Sdk.parse("1500000 30000 -7"))
        .isEqualTo(new Sdk.Walk(new Items(30_000, -7), Duration.ofNanos(1_500_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1500000 30000", "fast 30000 7"})
  void parse_anythingElse_isTold(String line) {
    assertThatIOException()
        .isThrownBy(() -> Sdk.parse(line))
        .withMessage("expected nanoseconds, jobs and a sum, got: " + line);
  }
}
