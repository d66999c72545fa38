package io.lakegate.gateway.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class IgnoredVariablesTest {

  @Test
  void of_names_thoseThatNobodyReadsWithTheNearest() {
    Set<String> names =
        Set.of(
            "DATABRICKS_HOST",
            "DATABRICKS_TOKN",
            "DATABRICKS_RUNTIME_VERSION",
            "DATABRICKS_BUNDLE_ENV",
            "DATABRICKS_XYZZY",
            "PATH",
            "TOKN");

    assertThat(IgnoredVariables.of(names))
        .containsExactly(
            "DATABRICKS_TOKN (environment); the nearest is DATABRICKS_TOKEN",
            "DATABRICKS_XYZZY (environment)");
  }
}
