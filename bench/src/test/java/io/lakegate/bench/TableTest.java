package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

  private static final Table TABLE =
      new Table(
          List.of("", "median", "n"),
          List.of(List.of("ready", "1.5", "5"), List.of("first byte", "10.25", "5")));

  @Test
  void text_namesLeft_figuresRight() {
    assertThat(TABLE.text())
        .isEqualTo(
            """
                        median   n
            ready          1.5   5
            first byte   10.25   5
            """);
  }

  @Test
  void markdown_ruleUnderTheHead_alignsFigures() {
    assertThat(TABLE.markdown())
        .isEqualTo(
            """
            |            | median |  n |
            | ---------- | -----: | -: |
            | ready      |    1.5 |  5 |
            | first byte |  10.25 |  5 |
            """);
  }

  @Test
  void create_rowOfOtherWidth_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table(List.of("a", "b"), List.of(List.of("only one"))));
  }
}
