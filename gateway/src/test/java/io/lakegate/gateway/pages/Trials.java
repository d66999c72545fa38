package io.lakegate.gateway.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DynamicTest;

/** Tests that are run at once, because each of them mostly waits, and told one by one. */
final class Trials implements AutoCloseable {

  private final ExecutorService threads;
  private final List<DynamicTest> tests = new ArrayList<>();

  /**
   * Begins with none.
   *
   * @param atOnce how many are run at a time
   */
  Trials(int atOnce) {
    threads = Executors.newFixedThreadPool(atOnce);
  }

  /** Starts one. */
  void start(String name, Callable<?> trial) {
    Future<?> outcome = threads.submit(trial);
    tests.add(DynamicTest.dynamicTest(name, () -> tell(outcome)));
  }

  private static void tell(Future<?> outcome) throws Throwable {
    try {
      outcome.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }

  /** What came of them. */
  List<DynamicTest> tests() {
    return tests;
  }

  /** Waits for all of them. */
  @Override
  public void close() {
    threads.close();
  }
}
