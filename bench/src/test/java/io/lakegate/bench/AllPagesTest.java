package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AllPagesTest {

  @Test
  void run_shorterReadings_repeatsThemUntilTheTimeIsFull() throws Exception {
    CountingWay way = new CountingWay();

    Rounds.Run run = AllPages.run(way, Duration.ofSeconds(5));

    assertThat(way.readings).isEqualTo(3);
    assertThat(run).isEqualTo(new Rounds.Run(15_000, 10));
  }

  /** Takes two seconds, and 0.3 of the processor's, for the 30,000 jobs. */
  private static final class CountingWay implements AllPages.Way {

    private int readings;

    @Override
    public Duration read() {
      readings++;
      return Duration.ofSeconds(2);
    }

    @Override
    public Duration cpu() {
      return Duration.ofMillis(7_000 + 300L * readings);
    }
  }
}
