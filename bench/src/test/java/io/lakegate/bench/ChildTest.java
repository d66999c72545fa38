package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildTest {

  @TempDir private Path scratch;

  @Test
  void awaitLine_otherLinesBefore_givesTheOneThatBeginsSo() throws Exception {
    try (Child child = shell("echo starting; echo ready port=$PORT; exec cat")) {
      assertThat(child.awaitLine("ready")).isEqualTo("ready port=7");
    }
  }

  @Test
  void awaitLine_programEnds_tellsItsErrors() throws Exception {
    try (Child child = shell("echo no such file >&2; exit 1")) {
      assertThatIOException()
          .isThrownBy(() -> child.awaitLine("ready"))
          .withMessageContaining("no such file");
    }
  }

  @Test
  void ask_severalTimes_givesEachAnswer() throws Exception {
    try (Child child = shell("while read line; do echo \"got $line\"; done")) {
      assertThat(child.ask("one")).isEqualTo("got one");
      assertThat(child.ask("two")).isEqualTo("got two");
    }
  }

  @Test
  void ask_programEnds_tellsItsErrors() throws Exception {
    try (Child child = shell("read line; echo cannot do $line >&2; exit 1")) {
      assertThatIOException()
          .isThrownBy(() -> child.ask("this"))
          .withMessageContaining("cannot do this");
    }
  }

  @Test
  void output_failure_isAnError() throws Exception {
    try (Child child = shell("echo half; exit 3")) {
      assertThatIOException().isThrownBy(() -> child.output(Duration.ofSeconds(30)));
    }
  }

  @Test
  void environment_ofThisProcess_isNotPassedOn() throws Exception {
    try (Child child = shell("echo \"${HOME-none}\"")) {
      assertThat(child.output(Duration.ofSeconds(30))).isEqualTo("none");
    }
  }

  private Child shell(String script) throws Exception {
    return Child.start(
        List.of("/bin/sh", "-c", script), Map.of("PORT", "7"), scratch.resolve("errors"));
  }
}
