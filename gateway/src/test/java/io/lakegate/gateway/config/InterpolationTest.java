package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InterpolationTest {

  record Filled(String written, String value) {
    @Override
    public String toString() {
      return written;
    }
  }

  static List<Filled> filled() {
    return List.of(
        new Filled("${env:USER_NAME}", "ann"),
        new Filled("a-${env:USER_NAME}-${env:USER_NAME}", "a-ann-ann"),
        new Filled("${file:/run/secrets/unix}", "from unix"),
        new Filled("${file:/run/secrets/dos}", "from dos"),
        new Filled("${file:/run/secrets/two-ends}", "kept\n"),
        new Filled("${env:TRICKY}", "${env:USER_NAME}\\$1"),
        new Filled("$${env:USER_NAME}", "${env:USER_NAME}"),
        new Filled("pa$$word$", "pa$$word$"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("filled")
  void load_reference_isFilledIn(Filled filled) {
    var loading = loading().yaml("profiles:\n  p:\n    username: '" + filled.written() + "'\n");

    assertThat(loading.config().profiles().own().values())
        .singleElement()
        .satisfies(p -> assertThat(p.attributes()).containsEntry("username", filled.value()));
  }

  record Broken(String written, String problem) {
    @Override
    public String toString() {
      return written;
    }
  }

  static List<Broken> broken() {
    var neither =
        "holds a ${ that begins neither ${env:NAME} nor ${file:/path}; write $${ for a plain ${";
    return List.of(
        new Broken("${env:NOPE}", "${env:NOPE} refers to a variable that is not set"),
        new Broken("${file:/nope}", "${file:/nope} cannot be read: there is no such file"),
        new Broken("${file:nope}", "${file:nope} needs an absolute path"),
        new Broken("${HOME}", neither),
        new Broken("x${env:USER_NAME", neither));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void load_referenceToNothing_isAProblem(Broken broken) {
    assertThat(loading().flag("profile", broken.written()).problems())
        .containsExactly("profile: " + broken.problem() + " (flag --profile)");
  }

  @Test
  void load_twoBrokenReferencesInOneValue_areBothReported() {
    assertThat(loading().flag("profile", "${env:A}${env:B}").problems()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"flag", "variable", "yaml"})
  void load_referenceInAnySource_isFilledIn(String source) {
    var loading = loading().variable("PORTS", "1,2");
    switch (source) {
      case "flag" -> loading.flag("listen", "${env:PORTS}");
      case "variable" -> loading.variable("LAKEGATE_LISTEN", "${env:PORTS}");
      default -> loading.yaml("listen: ${env:PORTS}\n");
    }

    assertThat(loading.shown("listen")).isEqualTo("127.0.0.1:1,127.0.0.1:2");
  }

  @Test
  void load_filledInValueOfTheWrongForm_isShownAsWritten() {
    var problems =
        loading().variable("HIDDEN", "dapi-secret").flag("event-loops", "${env:HIDDEN}").problems();

    assertThat(problems)
        .containsExactly(
            "event-loops: got \"${env:HIDDEN}\", expected a whole number from 0 to 1024"
                + " (flag --event-loops)");
  }

  private static Loading loading() {
    return new Loading()
        .variable("USER_NAME", "ann")
        .variable("TRICKY", "${env:USER_NAME}\\$1")
        .file("/run/secrets/unix", "from unix\n")
        .file("/run/secrets/dos", "from dos\r\n")
        .file("/run/secrets/two-ends", "kept\n\n");
  }
}
