package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WrkTest {

  private static final String OUTPUT =
      """
      Running 5s test @ http://127.0.0.1:8484/api/2.2/jobs/list
        1 threads and 32 connections
        Thread Stats   Avg      Stdev     Max   +/- Stdev
          Latency     2.28ms    1.21ms  35.05ms   95.32%
          Req/Sec    14.35k     1.40k   16.28k    84.00%
        71425 requests in 5.01s, 41.42MB read
      """;

  private static final String RATES =
      """
      Requests/sec:  14266.35
      Transfer/sec:      8.27MB
      """;

  @Test
  void parse_cleanRun_readsCountAndRate() throws Exception {
    assertThat(Wrk.parse(OUTPUT + RATES)).isEqualTo(new Wrk.Load(71_425, 14_266.35));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  Socket errors: connect 0, read 3, write 0, timeout 0",
        "  Non-2xx or 3xx responses: 12"
      })
  void parse_failedRequests_isAnError(String fault) {
    assertThatIOException()
        .isThrownBy(() -> Wrk.parse(OUTPUT + fault + "\n" + RATES))
        .withMessageContaining(fault.strip());
  }

  @Test
  void parse_noResult_isAnError() {
    assertThatIOException().isThrownBy(() -> Wrk.parse("unable to connect"));
  }
}
