package io.lakegate.sdk.spelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestTest {

  private static final List<String> KNOWN =
      List.of(
          "listen",
          "listeners",
          "limits",
          "limits.queue-size",
          "limits.queue-timeout",
          "http-timeout",
          "retry-timeout",
          "log.level");

  @ParameterizedTest
  @CsvSource({
    "listn, listen",
    "listener, listeners",
    "limit.queue-size, limits.queue-size",
    "queue-size, limits.queue-size",
    "queue-sise, limits.queue-size",
    "LIMITS_QUEUE_TIMEOUT, limits.queue-timeout",
    "forward.http-timeout, http-timeout",
    "loglevel, log.level",
    "lsiten, listen",
    "--retry-timeot, retry-timeout"
  })
  void to_misspelledWord_findsWhatWasMeant(String word, String meant) {
    assertThat(Nearest.to(word, KNOWN)).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "nonsense", "token", "logging", "time", "max-connections"})
  void to_anotherWord_guessesNothing(String word) {
    assertThat(Nearest.to(word, KNOWN)).isEmpty();
  }
}
