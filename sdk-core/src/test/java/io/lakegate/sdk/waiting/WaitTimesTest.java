package io.lakegate.sdk.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WaitTimesTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "9, 9", "10, 10", "11, 10", "2147483647, 10"})
  void pause_standard_growsToTenSecondsPlusJitter(int polls, long seconds) {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(PollSchedule.STANDARD.pause(polls, random))
          .isBetween(
              Duration.ofMillis(seconds * 1_000 + 50), Duration.ofMillis(seconds * 1_000 + 750));
    }
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "5s, 5000", "1h, 3600000", "100ms, 100"})
  void poll_duration_isKeptExactly(String text, long millis) {
    PollSchedule schedule = WaitTimes.poll(text);
    assertThat(schedule.pause(1, new Random(1))).isEqualTo(Duration.ofMillis(millis));
    assertThat(schedule.pause(50, new Random(2))).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "0s", "1ms", "99ms", "61m", "none", "-1s"})
  void poll_otherText_isRefused(String text) {
    assertThatThrownBy(() -> WaitTimes.poll(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + ", expected a duration such as 500ms or 5s, from 100ms up to 1h");
  }

  @Test
  void timeout_durationOrNone_isRead() {
    assertThat(WaitTimes.timeout("55s")).contains(Duration.ofSeconds(55));
    assertThat(WaitTimes.timeout("1h30m")).contains(Duration.ofMinutes(90));
    assertThat(WaitTimes.timeout("none")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "None", "forever", "0s"})
  void timeout_otherText_isRefused(String text) {
    assertThatThrownBy(() -> WaitTimes.timeout(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(text + ", expected a duration over 0s such as 55s, 20m or 1h30m, or none");
  }

  @Test
  void timeout_ofAWait_isItsOwnElseTwentyMinutes() {
    WaitDescriptor unknown = Waits.wait("unknown", Waits.OPERATION);
    WaitDescriptor known =
        new WaitDescriptor(
            "known", unknown.poll(), Waits.OPERATION, Optional.of(Duration.ofHours(2)), List.of());
    assertThat(WaitTimes.timeout(unknown)).isEqualTo(Duration.ofMinutes(20));
    assertThat(WaitTimes.timeout(known)).isEqualTo(Duration.ofHours(2));
  }
}
