package io.lakegate.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TurnsTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Turns.Call AZ = new Turns.Call(new Program("/bin/az", 1), List.of("x"));

  private final Turns turns = new Turns();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  /** A run of the program for the profile {@code a}, which lasts until it may end. */
  private CompletableFuture<CommandResult> underWay() throws InterruptedException {
    CompletableFuture<CommandResult> first = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () ->
                first.complete(
                    turns.run(
                        "a",
                        new Runner() {
                          @Override
                          public CommandResult run(
                              Program program, List<String> words, Duration at) {
                            running.countDown();
                            await(mayEnd);
                            return new CommandResult.Ended(0, "first", "");
                          }
                        },
                        AZ,
                        LONG)));
    running.await();
    return first;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static CommandRunner answering(String out) {
    return new Runner() {
      @Override
      public CommandResult run(Program program, List<String> words, Duration limit) {
        return new CommandResult.Ended(0, out + words + limit, "");
      }
    };
  }

  @Test
  void run_sameProgramAndProfile_waitsForItsTurn() throws Exception {
    CompletableFuture<CommandResult> first = underWay();
    CompletableFuture<CommandResult> second = new CompletableFuture<>();
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> second.complete(turns.run("a", answering("second"), AZ, LONG)));
    while (waiting.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertThat(second).isNotDone();

    mayEnd.countDown();

    assertThat(second.join()).isEqualTo(new CommandResult.Ended(0, "second[x]PT20S", ""));
    assertThat(first.join()).isEqualTo(new CommandResult.Ended(0, "first", ""));
  }

  @Test
  void run_turnDoesNotCome_timedOutWithoutARun() throws Exception {
    CompletableFuture<CommandResult> first = underWay();
    Duration limit = Duration.ofMillis(1);

    assertThat(turns.run("a", answering("no"), AZ, limit))
        .isEqualTo(new CommandResult.TimedOut(limit));

    mayEnd.countDown();
    first.join();
  }

  @Test
  void run_otherProfileOrProgram_atOnce() throws Exception {
    CompletableFuture<CommandResult> first = underWay();
    Turns.Call other = new Turns.Call(new Program("/bin/databricks", 1), List.of());

    assertThat(turns.run("b", answering("b"), AZ, LONG)).isInstanceOf(CommandResult.Ended.class);
    assertThat(turns.run("a", answering("c"), other, LONG)).isInstanceOf(CommandResult.Ended.class);
    assertThat(first).isNotDone();

    mayEnd.countDown();
    first.join();
  }

  @Test
  void run_interrupted_timedOutAndStaysInterrupted() throws Exception {
    CompletableFuture<CommandResult> first = underWay();
    Thread.currentThread().interrupt();

    assertThat(turns.run("a", answering("no"), AZ, LONG))
        .isEqualTo(new CommandResult.TimedOut(LONG));
    assertThat(Thread.interrupted()).isTrue();

    mayEnd.countDown();
    first.join();
  }

  @Test
  void toString_call_programOnly() {
    assertThat(AZ).hasToString("Call[/bin/az]");
  }

  private abstract static class Runner implements CommandRunner {
    @Override
    public List<Program> find(String name) {
      return List.of();
    }
  }
}
