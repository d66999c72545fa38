package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whatever stands in the field, there is no hint or a delay that can be waited. */
final class RetryAfterFuzzTest {

  private static final List<Instant> PRESENTS =
      List.of(
          Instant.parse("2026-03-01T12:00:00Z"),
          Instant.EPOCH,
          Instant.parse("9999-12-31T23:59:59Z"));

  @DictionaryEntries({
    "Sun, ",
    "Sunday, ",
    " Mar ",
    "-Mar-",
    "01",
    "2026",
    "12:00:30",
    " GMT",
    "+0100"
  })
  @FuzzTest(maxDuration = "5m")
  void parse_anyText_givesNothingOrABoundedDelay(byte[] field) {
    String value = new String(field, StandardCharsets.ISO_8859_1);
    for (Instant now : PRESENTS) {
      RetryAfter hint = RetryAfter.parse(value, now);
      assertThat(hint.delay()).isBetween(Duration.ZERO, RetryAfter.LONGEST);
      if (!hint.present()) {
        assertThat(hint).isEqualTo(RetryAfter.NONE);
      }
    }
  }
}
