package io.lakegate.sandbox;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs the sandbox as a program of its own, until it is told to stop. */
public final class SandboxMain {
  /** How long a signal waits for the temporary files to be deleted. */
  private static final int STOP_SECONDS = 5;

  private SandboxMain() {}

  /** Runs the sandbox; exits with the status of {@link SandboxTool#run}. */
  public static void main(String[] args) {
    Thread serving = Thread.currentThread();
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(serving, stopped)));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = new SandboxTool().run(out, err, args);
    stopped.countDown();
    System.exit(status);
  }

  private static void stop(Thread serving, CountDownLatch stopped) {
    serving.interrupt();
    try {
      if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("lakegate-sandbox: did not stop in " + STOP_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
