package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlReaderTest {

  record Broken(String name, String yaml, String problem) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Broken> broken() {
    var quote = "; values with special characters need quotes (lakegate.yaml:";
    return List.of(
        new Broken(
            "a key twice",
            "event-loops: 1\nadmin: off\nevent-loops: 2\n",
            "event-loops: is already set on line 1 (lakegate.yaml:3)"),
        new Broken(
            "a profile twice",
            "profiles:\n  x:\n    host: https://a\n  x:\n    host: https://b\n",
            "profiles.x: is already set on line 2 (lakegate.yaml:4)"),
        new Broken(
            "an attribute twice",
            "profiles:\n  x:\n    host: https://a\n    host: https://b\n",
            "profiles.x.host: is already set on line 3 (lakegate.yaml:4)"),
        new Broken(
            "a tab in a list",
            "profile:\n\t- a\n",
            "lakegate.yaml: is not valid YAML: a tab stands where only spaces may; YAML indents with"
                + " spaces (lakegate.yaml:2)"),
        new Broken(
            "a tab",
            "admin: off\n\tlisten: 1\n",
            "lakegate.yaml: is not valid YAML: a tab stands where only spaces may; YAML indents with"
                + " spaces (lakegate.yaml:2)"),
        new Broken(
            "an unquoted IPv6 address",
            "admin: off\nlisten: [::1]:8484\n",
            "lakegate.yaml: is not valid YAML: expected the node content, but found ':'"
                + quote
                + "2)"),
        new Broken(
            "an alias",
            "log: &x\n  level: info\nlimits: *x\n",
            "lakegate.yaml: aliases (*name) are not read; quote a value that begins with *"
                + " (lakegate.yaml:3)"),
        new Broken(
            "a second document",
            "admin: off\n---\nadmin: off\n",
            "lakegate.yaml: expected one YAML document, got another one here (lakegate.yaml:3)"),
        new Broken(
            "a list on top",
            "- admin\n",
            "lakegate.yaml: expected keys with values, got a list (lakegate.yaml:1)"),
        new Broken(
            "text on top",
            "admin\n",
            "lakegate.yaml: expected keys with values, got a single value (lakegate.yaml:1)"),
        new Broken(
            "a list in a list",
            "profile:\n  - a\n  - [b]\n",
            "profile: expected single values in the list, got a list (lakegate.yaml:3)"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void load_brokenFile_saysWhatAndWhere(Broken broken) {
    assertThat(new Loading().yaml(broken.yaml()).problems()).contains(broken.problem());
  }

  @Test
  void load_endlessNesting_isReportedAndNotFollowed() {
    assertThat(new Loading().yaml("[".repeat(5_000)).problems())
        .singleElement()
        .asString()
        .contains("nested too deeply");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing but words\n", "---\n", "limits:\nlog:\nprofiles:\n", "{}"})
  void load_fileThatSetsNothing_givesTheDefaults(String yaml) {
    assertThat(new Loading().yaml(yaml).config()).isEqualTo(new Loading().config());
  }

  @Test
  void load_scalars_keepTheirText() {
    var loading = new Loading().yaml("admin: off\nprofile: [007, 1e3, true, 'x, y']\n");

    assertThat(loading.problems()).singleElement().asString().contains("\"x, y\"");
    assertThat(
            new Loading()
                .yaml("admin: off\nprofile: [007, 1e3, true, ~x]\n")
                .config()
                .profiles()
                .requested())
        .containsExactly("007", "1e3", "true", "~x");
  }
}
