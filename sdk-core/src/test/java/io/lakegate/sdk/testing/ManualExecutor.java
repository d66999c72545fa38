package io.lakegate.sdk.testing;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An executor that runs nothing until a test says so. */
public final class ManualExecutor implements Executor {

  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
  }

  /** Returns how many tasks wait. */
  public synchronized int waiting() {
    return tasks.size();
  }

  /** Runs what waits, on the caller's thread. */
  public void run() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Runnable next() {
    return tasks.poll();
  }
}
