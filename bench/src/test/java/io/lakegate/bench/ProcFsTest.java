package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcFsTest {

  @Test
  void parseStat_nameWithSpacesAndParentheses_addsUserAndSystemTime() {
    String stat =
        "4242 (a (b) c) S 1 4242 4242 0 -1 4194560 2817 0 3 0 123 45 7 8 20 0 30 0 9000 1 2 3\n";

    assertThat(ProcFs.parseStat(stat)).isEqualTo(Duration.ofMillis(1_680));
  }

  @Test
  void parseEnded_sameLine_addsTheTimeOfEndedChildren() {
    String stat =
        "4242 (a (b) c) S 1 4242 4242 0 -1 4194560 2817 0 3 0 123 45 7 8 20 0 30 0 9000 1 2 3\n";

    assertThat(ProcFs.parseEnded(stat)).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void parsePeak_kernelText_isInMib() {
    assertThat(ProcFs.parsePeak("VmPeak:\t  900000 kB\nVmHWM:\t  103424 kB\nVmRSS:\t 9 kB\n"))
        .isEqualTo(101.0);
  }

  @Test
  void parseRollup_kernelText_readsRssAndPss() {
    String rollup =
        """
        5592c03ec000-7fffa5927000 ---p 00000000 00:00 0                          [rollup]
        Rss:              104243 kB
        Pss:              101886 kB
        Pss_Dirty:           112 kB
        Pss_Anon:            113 kB
        """;

    assertThat(ProcFs.parseRollup(rollup)).isEqualTo(new ProcFs.Resident(104_243, 101_886));
    assertThat(new ProcFs.Resident(1_536, 512))
        .returns(1.5, ProcFs.Resident::rssMib)
        .returns(0.5, ProcFs.Resident::pssMib);
  }

  @Test
  void value_longerNameBefore_takesTheExactOne() {
    assertThat(ProcFs.value("model name ext : x\nmodel name\t: Some CPU\n", "model name"))
        .isEqualTo("Some CPU");
  }

  @Test
  void value_noSuchLine_namesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProcFs.value("Rss: 1 kB", "Pss"))
        .withMessageContaining("Pss");
  }

  @Test
  void cpuOfEndedChildren_oneThatWorked_isCounted(@TempDir Path scratch) throws Exception {
    Duration before = ProcFs.cpuOfEndedChildren();
    String work = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
    try (Child child =
        Child.start(List.of("/bin/sh", "-c", work), Map.of(), scratch.resolve("errors"))) {
      child.output(Duration.ofSeconds(60));
    }

    assertThat(ProcFs.cpuOfEndedChildren()).isGreaterThan(before);
  }

  @Test
  void ofThisProcess_realKernel_readsAll() throws Exception {
    ProcessHandle self = ProcessHandle.current();

    assertThat(ProcFs.cpu(self)).isPositive();
    assertThat(ProcFs.resident(self.pid()).rssKib()).isGreaterThan(1_000);
    assertThat(ProcFs.peakMib(self.pid())).isGreaterThan(1);
  }
}
