package io.lakegate.sdk.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectationTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "cancel",
        "repair:7",
        "restart",
        "restart:",
        "restart:1695780635064",
        "start:1695780635064",
        "change:0",
        "install:1695780635064:0123abcd",
        "uninstall:0:0123abcd.00000000"
      })
  void parse_textForm_isReadAgain(String text) {
    assertThat(Expectation.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cancel",
        "cancel:",
        "repair",
        "repair:",
        "repair:x",
        "repair:99:x",
        "repair:-7",
        "repair:12345678901234567890",
        "restart:x",
        "restart:1.7E12",
        ":",
        "7",
        "start",
        "change:x",
        "start:",
        "install:7",
        "install:7:",
        "install:7:0123abc",
        "install:7:0123ABCD",
        "install:7:0123abcd.",
        "uninstall:x:0123abcd"
      })
  void parse_otherText_isRefused(String text) {
    assertThatThrownBy(() -> Expectation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            text
                + ", expected cancel, repair:<repair_id>, restart, restart:<last_restarted_time>,"
                + " start:<until>, change:<until>, install:<until>:<libraries> or"
                + " uninstall:<until>:<libraries>, with times in milliseconds since 1970");
  }

  /** Whatever a text says, what was there before is looked out for no longer than is sensible. */
  @ParameterizedTest
  @CsvSource({
    "start:1000, 900, PT0.1S",
    "change:1000, 1001, PT0S",
    "start:9999999999999999, 0, PT10S",
    "install:1000:0123abcd, 900, PT0.1S",
    "install:9999999999999999:0123abcd, 0, PT30S"
  })
  void left_settling_isBounded(String after, long now, Duration left) {
    assertThat(Expectation.parse(after).left(Instant.ofEpochMilli(now))).isEqualTo(left);
  }

  @Test
  void from_settling_endsTenSecondsAfterTheAnswer() {
    Expectation start = new Settling(Settling.Kind.START, Optional.empty());
    assertThat(start.text()).isEmpty();
    assertThat(start.from(Instant.ofEpochMilli(5)).text()).isEqualTo("start:10005");
    assertThat(new AnyEnd().from(Instant.EPOCH)).isEqualTo(new AnyEnd());
    assertThat(new AnyEnd().left(Instant.EPOCH)).isZero();
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
