package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** A configuration file gives a configuration, or problems that fit on lines. */
final class ConfigFileFuzzTest {

  @DictionaryEntries({
    "listen: ",
    "limits:",
    "  queue-size: ",
    "profiles:",
    "listeners:",
    "  prod:",
    "    host: https://x",
    "data-paths: [",
    "http-timeout: ",
    "replay-buffer: ",
    "1MiB",
    "60s",
    "guard:",
    "  allowed-hosts: ",
    "${env:A}",
    "${file:/a}",
    "$${",
    "&a",
    "*a",
    "!!str ",
    "---",
    "{",
    "? ",
    "- ",
    "|2",
    "off",
    "null"
  })
  @FuzzTest(maxDuration = "5m")
  void load_anyText_givesAConfigurationOrProblems(byte[] file) {
    Loading loading =
        new Loading().yaml(new String(file, StandardCharsets.UTF_8)).variable("A", "7");
    try {
      assertThat(loading.load().entries()).isNotEmpty();
    } catch (InvalidConfigException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.problems())
          .allSatisfy(problem -> assertThat(problem.toString()).doesNotContain("\n"));
    }
  }
}
