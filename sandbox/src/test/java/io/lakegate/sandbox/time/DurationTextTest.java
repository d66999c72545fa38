package io.lakegate.sandbox.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "5s,PT5S", "2m,PT2M", "1h,PT1H", "0ms,PT0S", "' 3s ',PT3S"})
  void parse_amountAndUnit_isThatLong(String text, Duration expected) {
    assertThat(DurationText.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "1.5s", "5 s", "1d", "9999999999999s"})
  void parse_anythingElse_isNothing(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }
}
