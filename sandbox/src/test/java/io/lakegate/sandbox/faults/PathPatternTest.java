package io.lakegate.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PathPatternTest {

  /** A pattern, a path, and whether they go together. */
  record Case(String pattern, String path, boolean matches) {
    @Override
    public String toString() {
      return pattern + (matches ? " takes " : " leaves ") + path;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("/api", "/api", true),
        new Case("/api", "/api/2.0/x", true),
        new Case("/api/", "/api/2.0/x", true),
        new Case("/api", "/apis", false),
        new Case("/", "/api/2.0/x", true),
        new Case("/api/2.2/jobs/run", "/api/2.2/jobs/run-now", false),
        new Case("/api/*/jobs/list", "/api/2.1/jobs/list", true),
        new Case("/api/*/jobs/list", "/api/2.1/more/jobs/list", false),
        new Case("/api/*/jobs/*", "/api/2.1/jobs/runs/get", false),
        new Case("/api/**", "/api/2.1/jobs/runs/get", true),
        new Case("/api/**/get", "/api/2.1/jobs/runs/get", true),
        new Case("/a.c*", "/abc", false),
        new Case("regex:/api/2\\.[01]/.*", "/api/2.1/jobs/list", true),
        new Case("regex:/api/2\\.[01]/", "/api/2.1/jobs/list", false));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matches_path_byItsForm(Case test) {
    assertThat(PathPattern.of(test.pattern()).matches(test.path())).isEqualTo(test.matches());
  }
}
