package io.lakegate.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OptionsTest {

  private static final List<String> SCENARIOS = List.of("size", "nginx");

  @Test
  void parse_nothing_selectsAll() {
    Options options = Options.parse(List.of(), SCENARIOS);

    assertThat(options).isEqualTo(Options.DEFAULTS);
    assertThat(SCENARIOS).allMatch(options::selects);
  }

  @Test
  void parse_namesAndOptions_inAnyOrder() {
    Options options =
        Options.parse(
            List.of("--rounds=3", "nginx", "--run=7", "--warm-up=1", "--dist=d", "--out=o"),
            SCENARIOS);

    assertThat(options)
        .isEqualTo(
            new Options(
                List.of("nginx"),
                3,
                Duration.ofSeconds(7),
                Duration.ofSeconds(1),
                Path.of("d"),
                Path.of("o")));
    assertThat(options.selects("size")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "nginz, no scenario 'nginz'; there are size, nginx",
    "--round=3, no option '--round'",
    "--rounds=many, 'many'",
    "--rounds=0, at least 1"
  })
  void parse_wrongArgument_saysWhatWasExpected(String argument, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Options.parse(List.of(argument), SCENARIOS))
        .withMessageContaining(message);
  }

  @Test
  void scenarios_names_areDistinct() {
    assertThat(Bench.SCENARIOS)
        .extracting(Scenario::name)
        .doesNotHaveDuplicates()
        .contains("startup", "memory", "size", "nginx", "pages", "pages-memory");
  }
}
