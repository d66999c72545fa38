package io.lakegate.gateway.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of docs/http.md has a verdict, and tests that exist. */
final class HttpRowsTest {

  private static final int ROWS = 43;
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|");

  private static Map<String, Path> classes = Map.of();

  record Row(int number, String verdict, List<String> tests) {}

  static List<Row> rows() {
    return Repository.read("docs/http.md")
        .lines()
        .map(ROW::matcher)
        .filter(matcher -> matcher.matches())
        .map(
            row ->
                new Row(
                    Integer.parseInt(row.group(1)),
                    row.group(3).strip(),
                    Markdown.of(row.group(4)).inlineCode()))
        .toList();
  }

  @BeforeAll
  static void findTests() {
    classes =
        Repository.files().stream()
            .filter(file -> file.toString().endsWith(".java"))
            .collect(
                Collectors.toMap(
                    file -> file.getFileName().toString().replace(".java", ""),
                    file -> file,
                    (one, _) -> one));
  }

  @Test
  void rows_all_areThereOnceInOrder() {
    assertThat(rows())
        .extracting(Row::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_each_hasAVerdictAndTestsThatExist(Row row) {
    assertThat(row.verdict()).isNotEmpty();
    assertThat(row.tests()).isNotEmpty();
    for (String test : row.tests()) {
      String[] name = test.split("\\.");
      Path file = classes.get(name[0]);
      assertThat(file).as(test).isNotNull();
      if (name.length > 1) {
        assertThat(Repository.read(requireNonNull(file))).contains("void " + name[1] + "(");
      }
    }
  }
}
