package io.lakegate.sdk.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectationTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "cancel", "repair:7", "restart", "restart:", "restart:1695780635064"})
  void parse_textForm_isReadAgain(String text) {
    assertThat(Expectation.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cancel", "cancel:", "repair", "repair:", ":", "7"})
  void parse_otherText_isRefused(String text) {
    assertThatThrownBy(() -> Expectation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            text
                + ", expected cancel, repair:<repair_id>, restart"
                + " or restart:<last_restarted_time>");
  }

  @ParameterizedTest
  @CsvSource({
    "repair:7, run_id=1, run_id=1&include_history=true",
    "repair:7, include_history=true&run_id=1, include_history=true&run_id=1",
    "repair:7, '', include_history=true",
    "cancel, run_id=1, run_id=1"
  })
  void pollQuery_asksForWhatTheExpectationNeeds(String after, String query, String polled) {
    assertThat(Expectation.parse(after).pollQuery(query)).isEqualTo(polled);
  }
}
