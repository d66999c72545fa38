package io.lakegate.sdk.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, 500, 500ms",
    "30s, 30000, 30s",
    "300s, 300000, 300s",
    "5m, 300000, 300s",
    "10m, 600000, 10m",
    "1h30m, 5400000, 1h30m",
    "1h2s, 3602000, 1h2s",
    "1s500ms, 1500, 1500ms",
    "0s, 0, 0s"
  })
  void parse_knownForm_isReadAndShown(String written, long millis, String shown) {
    assertThat(DurationText.parse(written)).contains(Duration.ofMillis(millis));
    assertThat(DurationText.text(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "1.5s", "-1s", "1s1m", "1S", "1 s", "PT1S", "9999999999s"})
  void parse_otherForm_isNotRead(String written) {
    assertThat(DurationText.parse(written)).isEmpty();
  }
}
