package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest(name = "[{0}] is {1} s")
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "1 | 1",
        "' 120 ' | 120",
        "007 | 7",
        "-1 | 0",
        "-99999999999999999999 | 0",
        "86400 | 86400",
        "86401 | 86400",
        "2147483648 | 86400",
        "99999999999999999999999999 | 86400",
        "0000000000000000000000000000005 | 5",
        "Sun, 01 Mar 2026 12:00:30 GMT | 30",
        "Sunday, 01-Mar-26 12:00:30 GMT | 30",
        "Sun Mar  1 12:00:30 2026 | 30",
        "Wed Mar 11 12:00:00 2026 | 86400",
        "Sun, 01 Mar 2026 11:59:00 GMT | 0",
        "Sunday, 06-Nov-94 08:49:37 GMT | 0",
        "Sun Nov  6 08:49:37 1994 | 0",
        "Fri, 01 Mar 2126 12:00:00 GMT | 86400",
      })
  void parse_readableValue_isADelay(String value, long seconds) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(RetryAfter.of(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest(name = "[{0}]")
  @ValueSource(
      strings = {
        "",
        "  ",
        "-",
        "+5",
        "1.58",
        "5s",
        "1, 2",
        "soon",
        "0x10",
        "١٢",
        "Sun, 32 Mar 2026 12:00:30 GMT",
        "Mon, 01 Mar 2026 12:00:30 GMT",
        "Sunday, 01-Mar-2026 12:00:30 GMT",
        "Sun Mar 01 25:00:30 2026",
        "2026-03-01T12:00:30Z",
        "00000000000000000000000000000000000000000000000000000000000000001"
      })
  void parse_unreadableValue_isNoHint(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEqualTo(RetryAfter.NONE);
  }

  @Test
  void parse_twoDigitYear_isWithin50YearsAhead() {
    assertThat(RetryAfter.parse("Saturday, 01-Mar-75 12:00:00 GMT", NOW))
        .isEqualTo(RetryAfter.NONE);
    assertThat(RetryAfter.parse("Friday, 01-Mar-75 12:00:00 GMT", NOW).delay())
        .isEqualTo(RetryAfter.LONGEST);
    assertThat(RetryAfter.parse("Tuesday, 01-Mar-77 12:00:00 GMT", NOW))
        .isEqualTo(RetryAfter.of(Duration.ZERO));
  }

  @Test
  void parse_anyText_neverThrows() {
    Random random = new Random(7);
    String alphabet = "0123456789-+.,: SunMarGT\u0000\u00e9\ud83d";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      Duration delay = RetryAfter.parse(text.toString(), NOW).delay();
      assertThat(delay).isBetween(Duration.ZERO, RetryAfter.LONGEST);
    }
  }

  @Test
  void of_outOfRange_isClamped() {
    assertThat(RetryAfter.of(Duration.ofSeconds(-1)).delay()).isEqualTo(Duration.ZERO);
    assertThat(RetryAfter.of(Duration.ofDays(9)).delay()).isEqualTo(RetryAfter.LONGEST);
    assertThat(new RetryAfter(false, Duration.ofSeconds(5))).isEqualTo(RetryAfter.NONE);
  }
}
