package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RecordsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration NEGATIVE = Duration.ofSeconds(-1);

  record Broken(String name, ThrowingCallable making) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Broken> broken() {
    var config = new Loading().config();
    return List.of(
        new Broken("no data address", () -> listeners(List.of())),
        new Broken("no rate", () -> new LimitsConfig(0, SECOND, 1)),
        new Broken("no number", () -> new LimitsConfig(Double.NaN, SECOND, 1)),
        new Broken("endless rate", () -> new LimitsConfig(1 / 0.0, SECOND, 1)),
        new Broken("queue of less than nothing", () -> new LimitsConfig(1, SECOND, -1)),
        new Broken("negative wait", () -> new LimitsConfig(1, NEGATIVE, 1)),
        new Broken("second delay first", () -> new DrainConfig(SECOND, Duration.ZERO, false)),
        new Broken("no connect time", () -> forward(config.forward(), Duration.ZERO, 1)),
        new Broken("no connection", () -> forward(config.forward(), SECOND, 0)),
        new Broken("negative size", () -> new DataSize(-1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void constructor_valueThatCannotBe_isRefused(Broken broken) {
    assertThatIllegalArgumentException().isThrownBy(broken.making());
  }

  private static ListenersConfig listeners(List<ListenAddress> data) {
    return new ListenersConfig(data, List.of(), Optional.empty(), Optional.empty());
  }

  private static ForwardConfig forward(ForwardConfig from, Duration connect, int connections) {
    return new ForwardConfig(
        from.dataPaths(),
        from.replayBuffer(),
        from.retryTimeout(),
        connect,
        from.httpTimeout(),
        from.answerWithin(),
        from.maxHeaderSize(),
        from.maxRequestLine(),
        from.clientIdleTimeout(),
        connections);
  }

  @Test
  void toString_ofWhatMayHoldSecrets_showsNamesOnly() {
    var environment = Environment.of(Map.of("TOKEN", "dapi-secret"));
    var inputs =
        new ConfigInputs(
            Map.of("listen", List.of("dapi-secret")),
            environment,
            Optional.empty(),
            FileReader.utf8());
    var profile =
        new ProfileConfig(
            Map.of("token", "dapi-secret"), List.of("run", "dapi-secret"), ProfileSettings.none());

    assertThat(environment).hasToString("Environment[TOKEN]");
    assertThat(inputs.toString()).contains("listen").doesNotContain("dapi-secret");
    assertThat(profile.toString()).contains("token").doesNotContain("dapi-secret");
    assertThat(RawValue.of("dapi-secret", "x")).hasToString("RawValue[x]");
  }

  @Test
  void own_changedBehindItsBack_staysAsItWas() {
    var own = new HashMap<String, ProfileConfig>();
    var profiles = new ProfilesConfig(List.of(), false, own, List.of());

    own.put("late", new ProfileConfig(Map.of(), ProfileSettings.none()));

    assertThat(profiles.own()).isEmpty();
  }

  @Test
  void quoted_controlCharactersAndLength_stayOneShortLine() {
    assertThat(Problems.quoted("a\nb\u001b[31m\u202e"))
        .isEqualTo("\"a\\u000ab\\u001b[31m\\u202e\"");
    assertThat(Problems.quoted("x".repeat(200))).hasSize(83);
  }
}
