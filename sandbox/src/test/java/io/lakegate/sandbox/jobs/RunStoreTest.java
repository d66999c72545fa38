package io.lakegate.sandbox.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.sandbox.http.ApiProblem;
import io.lakegate.sandbox.http.Json;
import io.lakegate.sandbox.steering.Steer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunStoreTest {
  private static final RunTimes TIMES =
      new RunTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  @Test
  void trigger_ofTooMany_forgetsTheOldestWithItsToken() {
    RunStore runs = new RunStore();
    Run oldest = runs.once("t", () -> trigger(runs));
    for (int i = 0; i < RunStore.MOST; i++) {
      trigger(runs);
    }

    assertThat(runs.all()).hasSize(RunStore.MOST);
    assertThatThrownBy(() -> runs.find(oldest.id())).isInstanceOf(ApiProblem.class);
    assertThat(runs.once("t", () -> trigger(runs)).id()).isNotEqualTo(oldest.id());
  }

  private static Run trigger(RunStore runs) {
    RunCourse course = new RunCourse(Outcome.SUCCESS, TIMES, List.of(), Steer.USUAL);
    RunPlan plan = new RunPlan(1, "JOB_RUN", "x", "y", Json.array(), Json.object(), course);
    return runs.trigger(plan, Instant.EPOCH);
  }
}
