package io.lakegate.sdk.limit;

import static io.lakegate.sdk.limit.Simulation.MILLI;
import static io.lakegate.sdk.limit.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ThroughputTest {

  private final Throughput throughput = new Throughput(0);

  @Test
  void perSecond_steadyTraffic_isItsRate() {
    count(0, 3 * SECOND, 20 * MILLI);
    assertThat(throughput.perSecond(3 * SECOND)).isBetween(49.0, 51.0);
  }

  @Test
  void perSecond_burstInTheFirstSecond_counts() {
    count(0, 100 * MILLI, MILLI);
    assertThat(throughput.perSecond(100 * MILLI)).isEqualTo(100);
  }

  @Test
  void perSecond_longSilence_fades() {
    count(0, 3 * SECOND, 20 * MILLI);
    assertThat(throughput.perSecond(60 * SECOND)).isLessThan(2);
  }

  private void count(long from, long to, long step) {
    for (long now = from; now < to; now += step) {
      throughput.count(now);
    }
  }
}
