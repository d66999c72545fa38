package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {

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
