package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {

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
  void durations_knownForm_isReadAndShown(String written, long millis, String shown) {
    assertThat(Durations.parse(written)).contains(Duration.ofMillis(millis));
    assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "s", "1.5s", "-1s", "1s1m", "1S", "1 s", "PT1S", "9999999999s"})
  void durations_otherForm_isNotRead(String written) {
    assertThat(Durations.parse(written)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "512, 512, 512",
    "512B, 512, 512",
    "64KiB, 65536, 64KiB",
    "1048576, 1048576, 1MiB",
    "3GiB, 3221225472, 3GiB"
  })
  void dataSize_knownForm_isReadAndShown(String written, long bytes, String shown) {
    assertThat(DataSize.parse(written)).contains(new DataSize(bytes));
    assertThat(new DataSize(bytes)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1MB", "1mib", "1.5MiB", "-1", "MiB", "999999999999999GiB"})
  void dataSize_otherForm_isNotRead(String written) {
    assertThat(DataSize.parse(written)).isEmpty();
  }

  @Test
  void intBytes_beyondInt_isTheLargestInt() {
    assertThat(DataSize.mebibytes(1).intBytes()).isEqualTo(1_048_576);
    assertThat(DataSize.mebibytes(4096).intBytes()).isEqualTo(Integer.MAX_VALUE);
  }
}
