package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.ListenAddress.Loopback;
import io.lakegate.gateway.config.ListenAddress.Tcp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigLoaderTest {

  @Test
  void load_nothing_givesTheDefaults() {
    assertThat(new Loading().config())
        .isEqualTo(
            new GatewayConfig(
                new ListenersConfig(
                    List.of(new Loopback(8484)),
                    List.of(),
                    Optional.of(new Loopback(8485)),
                    Optional.empty()),
                new ProfilesConfig(List.of(), false, Map.of(), List.of()),
                new GuardConfig(List.of(), List.of()),
                new LimitsConfig(15, Duration.ofSeconds(30), 1000),
                new ForwardConfig(
                    List.of(
                        "/api", "/serving-endpoints", "/ai-gateway", "/sql", "/driver-proxy-api"),
                    DataSize.mebibytes(1),
                    Duration.ofSeconds(300),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(45),
                    DataSize.kibibytes(128),
                    DataSize.kibibytes(64),
                    Duration.ofSeconds(300),
                    256),
                new DrainConfig(Duration.ZERO, Duration.ofSeconds(25), false),
                new LogConfig(LogFormat.TEXT, LogLevel.INFO),
                0,
                Optional.empty()));
  }

  record Layer(String name, Loading loading, String value, String source) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Layer> layers() {
    var yaml = "limits:\n  queue-size: 3\n";
    var variable = "LAKEGATE_LIMITS_QUEUE_SIZE";
    return List.of(
        new Layer("default", new Loading(), "1000", "default"),
        new Layer("file", new Loading().yaml(yaml), "3", "lakegate.yaml:2"),
        new Layer(
            "environment over file",
            new Loading().yaml(yaml).variable(variable, "2"),
            "2",
            "environment " + variable),
        new Layer(
            "an empty variable counts as not set",
            new Loading().yaml(yaml).variable(variable, ""),
            "3",
            "lakegate.yaml:2"),
        new Layer(
            "flag over all",
            new Loading().yaml(yaml).variable(variable, "2").flag("limits.queue-size", "1"),
            "1",
            "flag --limits-queue-size"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("layers")
  void load_severalLayers_theStrongestWinsAndIsNamed(Layer layer) {
    assertThat(layer.loading().entry("limits.queue-size"))
        .isEqualTo(new ConfigEntry("limits.queue-size", layer.value(), layer.source()));
  }

  @Test
  void load_listInAStrongerLayer_replacesTheWholeList() {
    var loading = new Loading().yaml("profile: [a, b]\n").flag("profile", "c", "d,e");

    assertThat(loading.config().profiles().requested()).containsExactly("c", "d", "e");
  }

  @Test
  void load_fileNamedByTheEnvironment_isRead() {
    var loading = new Loading().variable("LAKEGATE_CONFIG", "other.yaml");

    assertThat(loading.file("other.yaml", "event-loops: 3\n").config().eventLoops()).isEqualTo(3);
  }

  @Test
  void load_missingFile_isAProblem() {
    assertThat(new Loading().variable("LAKEGATE_CONFIG", "gone.yaml").problems())
        .containsExactly("config: cannot be read: there is no such file (gone.yaml)");
  }

  @Test
  void load_manyMistakes_reportsAllOfThemAtOnce() {
    var problems =
        new Loading()
            .flag("event-loops", "many")
            .flag("evnt-loops", "1")
            .variable("LAKEGATE_LISTNE", "8484")
            .variable("LAKEGATE_LOG_LEVEL", "loud")
            .variable("LAKEGATE_PROFILES", "x")
            .variable("LAKEGATE_NONSENSE", "x")
            .yaml(
                """
                admin: 0.0.0.0:1
                limit: {queue-size: 1}
                limits:
                  queue-sise: 2
                  queue-timeout: [1s]
                log: text
                nonsense: 1
                profile:
                profiles:
                  dev:
                    hots: x
                    queue-size: -1
                listeners:
                  one: {listen: 8490, prfile: dev}
                """)
            .problems();

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "evnt-loops: unknown key; the nearest known one is event-loops (command line)",
            "LAKEGATE_LISTNE: unknown variable; the nearest known one is LAKEGATE_LISTEN"
                + " (environment)",
            "LAKEGATE_PROFILES: can only be set in the file (environment)",
            "LAKEGATE_NONSENSE: unknown variable; config/lakegate.yaml shows all that are known"
                + " (environment)",
            "nonsense: unknown key; config/lakegate.yaml shows all that are known"
                + " (lakegate.yaml:7)",
            "limit: unknown key; the nearest known one is limits (lakegate.yaml:2)",
            "limits.queue-sise: unknown key; the nearest known one is limits.queue-size"
                + " (lakegate.yaml:4)",
            "limits.queue-timeout: expected a single value, got a list (lakegate.yaml:5)",
            "log: expected a mapping of keys to values, got a single value (lakegate.yaml:6)",
            "profile: expected a list or a single value, got nothing (lakegate.yaml:8)",
            "admin: got \"0.0.0.0:1\", expected a loopback address or unix:/path, because this"
                + " version has no TLS and no client authentication: whoever reaches the address"
                + " could use your credentials (lakegate.yaml:1)",
            "event-loops: got \"many\", expected a whole number from 0 to 1024"
                + " (flag --event-loops)",
            "log.level: got \"loud\", expected one of error, warn, info, debug, trace"
                + " (environment LAKEGATE_LOG_LEVEL)",
            "profiles.dev.hots: unknown key; the nearest known one is host (lakegate.yaml:11)",
            "profiles.dev.queue-size: got \"-1\", expected a whole number from 0 to 1000000"
                + " (lakegate.yaml:12)",
            "listeners.one.prfile: unknown key; the nearest known one is profile"
                + " (lakegate.yaml:14)",
            "listeners.one: needs profile (lakegate.yaml:14)");
  }

  @Test
  void load_groupedKeyWrittenWithADot_saysHowToWriteIt() {
    assertThat(new Loading().yaml("limits.queue-size: 1\n").problems())
        .containsExactly(
            "limits.queue-size: expected queue-size on its own line below its group"
                + " (lakegate.yaml:1)");
  }

  @ParameterizedTest
  @CsvSource({
    "LAKEGATE_PORT, tcp://10.0.0.1:8484",
    "LAKEGATE_SERVICE_HOST, 10.0.0.1",
    "LAKEGATE_SERVICE_PORT, 8484",
    "LAKEGATE_SERVICE_PORT_HTTP, 8484",
    "LAKEGATE_PORT_8484_TCP, tcp://10.0.0.1:8484",
    "LAKEGATE_PORT_8484_TCP_ADDR, 10.0.0.1",
    "LAKEGATE_CENTRAL_SERVICE_HOST, 10.0.0.1",
    "LAKEGATE_CENTRAL_PORT, tcp://10.0.0.1:8484"
  })
  void load_variablesThatKubernetesSetsForAService_areLetBe(String name, String value) {
    assertThat(new Loading().variable(name, value).problems()).isEmpty();
  }

  @Test
  void load_variableOfTheStartScript_isLetBe() {
    assertThat(new Loading().variable("LAKEGATE_JAVA_OPTS", "-Xmx64m").problems()).isEmpty();
  }

  @Test
  void load_portVariableOfAPerson_isUnknown() {
    assertThat(new Loading().variable("LAKEGATE_PORT", "8484").problems())
        .singleElement()
        .asString()
        .startsWith("LAKEGATE_PORT: unknown variable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8486", "pod.local:8486", "[::]:8486"})
  void load_healthBeyondLoopback_isAccepted(String address) {
    assertThat(new Loading().flag("health", address).config().listeners().health())
        .contains(ListenAddress.parse(address));
  }

  @Test
  void load_sameAddressTwice_namesBothKeys() {
    var problems =
        new Loading()
            .yaml(
                """
                listen: [8484, unix:/run/l.sock]
                admin: "[::1]:8484"
                listeners:
                  one: {listen: unix:/run/l.sock, profile: dev}
                """)
            .problems();

    assertThat(problems)
        .containsExactly(
            "admin: [::1]:8484 is already taken by listen (lakegate.yaml:2)",
            "listeners.one.listen: unix:/run/l.sock is already taken by listen (listeners)");
  }

  @Test
  void load_freePortTwice_isNoClash() {
    assertThat(new Loading().flag("listen", "0").flag("admin", "0").problems()).isEmpty();
  }

  @Test
  void load_firstSigtermDelayBeyondTheSecond_isAProblem() {
    assertThat(new Loading().flag("min-sigterm-delay", "30s").problems())
        .containsExactly(
            "min-sigterm-delay: got 30s, expected no more than max-sigterm-delay, which is 25s"
                + " (flag --min-sigterm-delay)");
  }

  @Test
  void load_badDelay_isNotAlsoComparedWithTheOther() {
    var problems =
        new Loading().flag("min-sigterm-delay", "30s").flag("max-sigterm-delay", "x").problems();

    assertThat(problems).singleElement().asString().startsWith("max-sigterm-delay: got \"x\"");
  }

  @Test
  void load_pinnedListeners_areRead() {
    var loading =
        new Loading().yaml("listeners:\n  fin:\n    listen: '[::1]:8490'\n    profile: finance\n");

    assertThat(loading.config().listeners().pinned())
        .containsExactly(new PinnedListener("fin", new Tcp("::1", 8490), "finance"));
    assertThat(loading.entry("listeners.fin.listen"))
        .isEqualTo(new ConfigEntry("listeners.fin.listen", "[::1]:8490", "lakegate.yaml:3"));
  }

  @Test
  void load_pinnedListenerBeyondLoopback_isRefused() {
    assertThat(
            new Loading()
                .yaml("listeners:\n  fin: {listen: '10.0.0.1:8490', profile: finance}\n")
                .problems())
        .singleElement()
        .asString()
        .contains("expected a loopback address");
  }
}
