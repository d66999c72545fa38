package io.lakegate.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sdk.command.CommandResult;
import io.lakegate.sdk.command.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ProcessRunnerIT {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final ProcessRunner runner =
      new ProcessRunner(Map.of("PATH", "/nowhere::/bin:/usr/bin", "HOME", "/there")::get);

  private CommandResult shell(String script, Duration limit) {
    return runner.run(runner.find("sh").getFirst(), List.of("-c", script), limit);
  }

  @Test
  void find_nameOrPath_whereItIs() {
    assertThat(runner.find("sh").getFirst().path()).isEqualTo("/bin/sh");
    assertThat(runner.find("/bin/sh")).hasSize(1);
    assertThat(runner.find("no-such-program")).isEmpty();
    assertThat(runner.find("/bin")).isEmpty();
    assertThat(runner.find("/bin/\0")).isEmpty();
    assertThat(new ProcessRunner(_ -> null).find("sh")).isEmpty();
  }

  @Test
  void run_ends_statusAndBothTexts() {
    assertThat(shell("echo $HOME; echo no >&2; exit 3", LONG))
        .isEqualTo(new CommandResult.Ended(3, "/there\n", "no\n"));
  }

  @Test
  void run_asksForInput_getsNone() {
    assertThat(shell("read x || echo none", LONG))
        .isEqualTo(new CommandResult.Ended(0, "none\n", ""));
  }

  @Test
  void run_moreThanIsKept_isCut() {
    assertThat(shell("head -c 3000000 /dev/zero", LONG))
        .isInstanceOfSatisfying(
            CommandResult.Ended.class, ended -> assertThat(ended.out()).hasSize(1 << 20));
  }

  @Test
  void run_tooLong_isEnded() {
    Duration limit = Duration.ofMillis(200);

    assertThat(shell("sleep 60", limit)).isEqualTo(new CommandResult.TimedOut(limit));
  }

  @Test
  void run_leavesSomethingBehindThatHoldsItsOutput_isGivenUp() {
    assertThat(shell("sleep 60 & echo done", LONG)).isEqualTo(new CommandResult.TimedOut(LONG));
  }

  @Test
  void run_noProgram_notStarted() {
    assertThat(runner.run(new Program("/nowhere/none", 1), List.of(), LONG))
        .isInstanceOf(CommandResult.NotStarted.class);
  }
}
