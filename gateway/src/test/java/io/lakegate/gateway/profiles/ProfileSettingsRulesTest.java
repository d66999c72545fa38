package io.lakegate.gateway.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.ConfigInputs;
import io.lakegate.gateway.config.ConfigLoader;
import io.lakegate.gateway.config.Environment;
import io.lakegate.gateway.exchange.EndpointKind;
import io.lakegate.gateway.exchange.OriginProfile.ExchangeLimits;
import io.lakegate.sdk.config.ConfigResolver;
import io.lakegate.sdk.config.ResolvedConfig;
import io.lakegate.sdk.retry.RetryConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The profile's own setting, else the SDK's attribute, else the gateway's setting, else ours. */
final class ProfileSettingsRulesTest {

  private static final int FOREVER = -1;

  /**
   * Settings and the numbers that hold.
   *
   * @param config the gateway's file
   * @param profile the SDK's attributes, in the profile file
   * @param seconds silence under /api, /sql and /serving-endpoints, then the retry timeout
   */
  record Row(String name, String config, String profile, List<Integer> seconds) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    String own =
        """
        profiles:
          DEFAULT:
            http-timeout: 7s
            retry-timeout: 8s
        """;
    String attributes = "http_timeout_seconds = 5\nretry_timeout_seconds = 6\n";
    return Stream.of(
        new Row("defaults", "{}", "", List.of(60, 300, 600, 300)),
        new Row(
            "global, shorter than models think",
            "http-timeout: 20s\nretry-timeout: 9s",
            "",
            List.of(20, 300, 600, 9)),
        new Row(
            "global, longer than statements think",
            "http-timeout: 400s",
            "",
            List.of(400, 400, 600, 300)),
        new Row("the SDK's attributes", "http-timeout: 20s", attributes, List.of(5, 5, 5, 6)),
        new Row(
            "no retries",
            "retry-timeout: 9s",
            "disable_retries = true\nretry_timeout_seconds = 6\n",
            List.of(60, 300, 600, 0)),
        new Row(
            "retries for ever",
            "{}",
            "retry_timeout_seconds = -1\ndisable_retries = false\n",
            List.of(60, 300, 600, FOREVER)),
        new Row("the profile's own", own, attributes, List.of(7, 7, 7, 8)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void profile_settings_theNearestHolds(Row row) {
    ExchangeLimits limits = limits(row.config, row.profile);
    Map<EndpointKind, Integer> silence = new EnumMap<>(EndpointKind.class);
    for (EndpointKind kind : EndpointKind.values()) {
      silence.put(kind, Math.toIntExact(limits.silence().of(kind).toSeconds()));
    }
    assertThat(silence)
        .isEqualTo(
            Map.of(
                EndpointKind.API, row.seconds.get(0),
                EndpointKind.DRIVER_PROXY, row.seconds.get(0),
                EndpointKind.OTHER, row.seconds.get(0),
                EndpointKind.SQL, row.seconds.get(1),
                EndpointKind.SERVING, row.seconds.get(2),
                EndpointKind.AI_GATEWAY, row.seconds.get(2)));
    int retry = row.seconds.get(3);
    assertThat(limits.answerBudget().retryTimeout())
        .isEqualTo(retry == FOREVER ? RetryConfig.FOREVER : Duration.ofSeconds(retry));
    assertThat(limits.answerBudget().retryingClient()).isEqualTo(Duration.ofSeconds(45));
    assertThat(limits.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(limits.replayBuffer()).isEqualTo(1024 * 1024);
  }

  private static ExchangeLimits limits(String file, String profile) {
    ConfigInputs inputs =
        new ConfigInputs(
            Map.of(), Environment.of(Map.of()), Optional.of(Path.of("lakegate.yaml")), _ -> file);
    String profiles = "[DEFAULT]\nhost = http://127.0.0.1:1\n" + profile;
    ResolvedConfig resolved =
        new ConfigResolver(Map.of("HOME", "/nonexistent")::get, _ -> Optional.of(profiles))
            .resolve(Map.of());
    return new ProfileSettingsRules(ConfigLoader.load(inputs).config()).limits(resolved);
  }
}
