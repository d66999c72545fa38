package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryBudgetTest {

  @ParameterizedTest(name = "{0} in flight: {1} retries")
  @CsvSource({"0, 3", "1, 3", "15, 3", "19, 3", "20, 4", "100, 20", "104, 20", "105, 21"})
  void tryAcquire_grantsAFifthAndAtLeastThree(int exchanges, int expected) {
    RetryBudget budget = new RetryBudget(RetryConfig.DEFAULT);
    for (int i = 0; i < exchanges; i++) {
      budget.exchangeStarted();
    }
    int granted = 0;
    while (budget.tryAcquire()) {
      granted++;
    }
    assertThat(granted).isEqualTo(expected).isEqualTo(budget.allowed()).isEqualTo(budget.inUse());
  }

  @Test
  void release_givesTheSlotBack() {
    RetryBudget budget = new RetryBudget(RetryConfig.DEFAULT);
    while (budget.tryAcquire()) {}
    budget.release();
    assertThat(budget.tryAcquire()).isTrue();
    assertThat(budget.tryAcquire()).isFalse();
  }

  @Test
  void exchangeEnded_shrinksTheBudget() {
    RetryBudget budget = new RetryBudget(RetryConfig.DEFAULT);
    for (int i = 0; i < 50; i++) {
      budget.exchangeStarted();
    }
    assertThat(budget.allowed()).isEqualTo(10);
    for (int i = 0; i < 25; i++) {
      budget.exchangeEnded();
    }
    assertThat(budget.allowed()).isEqualTo(5);
  }

  @Test
  void tryAcquire_manyThreads_neverExceeds() throws InterruptedException, ExecutionException {
    RetryBudget budget = new RetryBudget(RetryConfig.DEFAULT);
    List<Future<Integer>> most = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 4; i++) {
        most.add(threads.submit(() -> mostInUse(budget)));
      }
    }
    for (Future<Integer> seen : most) {
      assertThat(seen.get()).isBetween(1, 3);
    }
    assertThat(budget.inUse()).isZero();
  }

  private static int mostInUse(RetryBudget budget) {
    int most = 0;
    for (int i = 0; i < 20_000; i++) {
      if (budget.tryAcquire()) {
        most = Math.max(most, budget.inUse());
        budget.release();
      }
    }
    return most;
  }
}
