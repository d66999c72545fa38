package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {

  @Test
  void median_oddCount_isTheMiddleOne() {
    assertThat(new Samples(List.of(9.0, 1.0, 4.0)).median()).isEqualTo(4.0);
  }

  @Test
  void median_evenCount_isTheMeanOfTheMiddleTwo() {
    assertThat(new Samples(List.of(9.0, 1.0, 4.0, 2.0)).median()).isEqualTo(3.0);
  }

  @Test
  void cells_medianLeastGreatest_roundedAndGrouped() {
    assertThat(new Samples(List.of(1_234.56, 10.0, 99_999.99)).cells(1))
        .containsExactly("1,234.6", "10.0", "100,000.0");
  }

  @Test
  void row_name_comesFirst() {
    assertThat(new Samples(List.of(2.0)).row("ready", 0)).containsExactly("ready", "2", "2", "2");
  }

  @Test
  void create_nothingMeasured_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Samples(List.of()))
        .withMessageContaining("nothing was measured");
  }
}
