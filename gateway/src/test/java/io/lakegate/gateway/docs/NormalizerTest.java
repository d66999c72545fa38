package io.lakegate.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalizerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"cluster_id\":\"1122-044231-8bs8whi9\"} | {\"cluster_id\":\"…\"}",
        "{\"job_id\":102379439412307,\"a\":1}      | {\"job_id\":…,\"a\":1}",
        "{\"created\":1795322551}                  | {\"created\":…}",
        "Date: Fri, 27 Nov 2026 21:34:11 GMT       | Date: … GMT",
        "queue;dur=0.00, total;dur=25.45           | queue;dur=…, total;dur=…",
        "lakegate ready listen=http://127.0.0.1:1  | lakegate ready listen=http://127.0.0.1:…",
      })
  void normalized_varyingValue_becomesEllipsis(String text, String expected) {
    assertThat(Normalizer.normalized(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"cluster_id\":\"\"}",
        "{\"job_id\":\"7\"}",
        "{\"created\":1795322551000}",
        "{\"name\":\"1122-044231-8bs8whi9\"}",
        "x-request-id: none",
        "queue;dur=NaN",
        "lakegate ready listen=http://10.0.0.1:8484",
      })
  void normalized_anythingElse_stays(String text) {
    assertThat(Normalizer.normalized(text)).isEqualTo(text);
  }
}
