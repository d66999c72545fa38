package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {

  @Test
  void markdown_machineThenSections_inTheOrderMeasured() {
    Report report = new Report(List.of("Machine: one", "Load: none"));
    report.add(section("Start"));
    report.add(section("Memory"));

    assertThat(report.markdown())
        .containsSubsequence(
            "# Performance",
            "`make bench`",
            "* Machine: one",
            "* Load: none",
            "\n## Start\n",
            "\n## Memory\n",
            "| key |");
  }

  @Test
  void add_aSection_givesItForATerminal() {
    assertThat(new Report(List.of()).add(section("Size")))
        .isEqualTo("\nSize\nmethod of Size\n\nkey   v\nx    10\n");
  }

  private static Section section(String title) {
    Table table = new Table(List.of("key", "v"), List.of(List.of("x", "10")));
    return new Section(title, "method of " + title, table);
  }
}
