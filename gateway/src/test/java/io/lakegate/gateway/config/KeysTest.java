package io.lakegate.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KeysTest {

  record Good(String key, String written, String shown) {
    @Override
    public String toString() {
      return key + " = " + written;
    }
  }

  record Bad(String key, String written, String expected) {
    @Override
    public String toString() {
      return key + " = " + written;
    }
  }

  static List<Good> good() {
    return List.of(
        new Good("listen", "8080", "127.0.0.1:8080"),
        new Good("listen", "localhost:0,unix:/run/l.sock", "127.0.0.1:0,unix:/run/l.sock"),
        new Good("listen", "[::1]:8080", "[::1]:8080"),
        new Good("admin", "off", "off"),
        new Good("health", "false", "off"),
        new Good("admin", ":9000", "127.0.0.1:9000"),
        new Good("health", "0.0.0.0:8486", "0.0.0.0:8486"),
        new Good("health", "[::]:8486", "[::]:8486"),
        new Good("profile", "dev, prod,dev", "dev,prod"),
        new Good("profile", "My Workspace", "My Workspace"),
        new Good("profiles-from-file", "ALL", "all"),
        new Good("required-profiles", "dev", "dev"),
        new Good("guard.allowed-hosts", "Gateway.Local,[fd00::1]", "gateway.local,[fd00::1]"),
        new Good("guard.allowed-origins", "HTTP://localhost:3000", "http://localhost:3000"),
        new Good("limits.requests-per-second", "0.5", "0.5"),
        new Good("limits.requests-per-second", "1000000", "1000000"),
        new Good("limits.queue-timeout", "0s", "0s"),
        new Good("limits.queue-size", "0", "0"),
        new Good("data-paths", "/api/**,/sql/", "/api,/sql"),
        new Good("replay-buffer", "1048576", "1MiB"),
        new Good("replay-buffer", "0", "0"),
        new Good("retry-timeout", "1h30m", "1h30m"),
        new Good("connect-timeout", "1500ms", "1500ms"),
        new Good("http-timeout", "10m", "10m"),
        new Good("answer-within", "1m30s", "90s"),
        new Good("max-header-size", "8KiB", "8KiB"),
        new Good("max-request-line", "32KiB", "32KiB"),
        new Good("client-idle-timeout", "24h", "24h"),
        new Good("max-origin-connections", "1", "1"),
        new Good("min-sigterm-delay", "5s", "5s"),
        new Good("max-sigterm-delay", "1h", "1h"),
        new Good("exit-zero-on-sigterm", "True", "true"),
        new Good("catalog-dir", "False", "off"),
        new Good("catalog-dir", "src/main", "src/main"),
        new Good("log.format", "json", "json"),
        new Good("log.level", "WARN", "warn"),
        new Good("event-loops", " 2 ", "2"));
  }

  static List<Bad> bad() {
    return List.of(
        new Bad("listen", "0.0.0.0:8484", "expected a loopback address or unix:/path"),
        new Bad("listen", "gateway.corp:8484", "expected a loopback address or unix:/path"),
        new Bad("listen", "off", "expected an address such as"),
        new Bad("listen", ",", "expected at least one value"),
        new Bad("admin", "10.0.0.1:8485", "expected a loopback address or unix:/path"),
        new Bad("admin", "https://localhost:1", "does not serve TLS"),
        new Bad("health", "65536", "expected an address such as"),
        new Bad("profile", "a/b", "expected a profile name"),
        new Bad("profile", "__settings__", "expected a profile name"),
        new Bad("profiles-from-file", "some", "expected one of named, all"),
        new Bad("required-profiles", "a\tb", "expected a profile name"),
        new Bad("guard.allowed-hosts", "*.corp", "expected a host name"),
        new Bad("guard.allowed-hosts", "corp:80", "expected a host name"),
        new Bad("guard.allowed-origins", "*", "expected an origin"),
        new Bad("guard.allowed-origins", "http://a/path", "expected an origin"),
        new Bad("guard.allowed-origins", "http://u@a", "expected an origin"),
        new Bad("guard.allowed-origins", "null", "expected an origin"),
        new Bad("limits.requests-per-second", "0", "expected a number above 0"),
        new Bad("limits.requests-per-second", "NaN", "expected a number above 0"),
        new Bad("limits.requests-per-second", "1e999999999", "expected a number above 0"),
        new Bad("limits.queue-timeout", "30", "expected a duration"),
        new Bad("limits.queue-timeout", "61m", "from 0s to 1h"),
        new Bad("limits.queue-size", "-1", "expected a whole number from 0 to 1000000"),
        new Bad("limits.queue-size", "1.5", "expected a whole number"),
        new Bad("data-paths", "api", "expected a path"),
        new Bad("data-paths", "/a/../b", "expected a path"),
        new Bad("data-paths", "/", "expected a path"),
        new Bad("replay-buffer", "1MB", "expected a size"),
        new Bad("replay-buffer", "1GiB", "to 256MiB"),
        new Bad("retry-timeout", "", "expected a duration"),
        new Bad("connect-timeout", "0s", "from 1ms to 10m"),
        new Bad("http-timeout", "s", "expected a duration"),
        new Bad("answer-within", "-1s", "expected a duration"),
        new Bad("max-header-size", "1KiB", "from 8KiB to 1MiB"),
        new Bad("max-request-line", "31KiB", "from 32KiB to 1MiB"),
        new Bad("client-idle-timeout", "500ms", "from 1s to 24h"),
        new Bad("max-origin-connections", "0", "expected a whole number from 1 to 65535"),
        new Bad("min-sigterm-delay", "2h", "from 0s to 1h"),
        new Bad("max-sigterm-delay", "25", "expected a duration"),
        new Bad("exit-zero-on-sigterm", "yes", "expected true or false"),
        new Bad("catalog-dir", "", "expected the path of a folder"),
        new Bad("catalog-dir", "no/such", "expected a folder that is there"),
        new Bad("catalog-dir", "pom.xml", "expected a folder that is there"),
        new Bad("log.format", "xml", "expected one of text, json"),
        new Bad("log.level", "loud", "expected one of error, warn, info, debug, trace"),
        new Bad("event-loops", "1025", "expected a whole number from 0 to 1024"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void load_goodValue_isReadFromEverySource(Good good) {
    var key = key(good.key());

    assertThat(new Loading().flag(good.key(), good.written()).shown(good.key()))
        .isEqualTo(good.shown());
    assertThat(new Loading().variable(key.variable(), good.written()).shown(good.key()))
        .isEqualTo(good.shown());
    assertThat(new Loading().yaml(yaml(good.key(), good.written())).shown(good.key()))
        .isEqualTo(good.shown());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void load_badValue_saysWhatWasExpectedAndWhereItWas(Bad bad) {
    var problems = new Loading().flag(bad.key(), bad.written()).problems();

    assertThat(problems)
        .singleElement()
        .asString()
        .startsWith(bad.key() + ": got \"")
        .contains(bad.expected())
        .endsWith("(flag " + key(bad.key()).flag() + ")");
  }

  @Test
  void tables_coverEveryKey() {
    var names = ConfigKey.all().stream().map(ConfigKey::name).toList();

    assertThat(good().stream().map(Good::key)).containsAll(names);
    assertThat(bad().stream().map(Bad::key)).containsAll(names);
  }

  @Test
  void all_namesFlagsAndVariables_areUnique() {
    assertThat(ConfigKey.all().stream().map(ConfigKey::name)).doesNotHaveDuplicates();
    assertThat(ConfigKey.all().stream().map(ConfigKey::flag)).doesNotHaveDuplicates();
    assertThat(ConfigKey.all().stream().map(ConfigKey::variable)).doesNotHaveDuplicates();
  }

  @Test
  void names_followOneRule() {
    var key = key("limits.requests-per-second");

    assertThat(key.flag()).isEqualTo("--limits-requests-per-second");
    assertThat(key.variable()).isEqualTo("LAKEGATE_LIMITS_REQUESTS_PER_SECOND");
    assertThat(ConfigKey.all())
        .allSatisfy(k -> assertThat(k.name()).matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)?"))
        .allSatisfy(k -> assertThat(k.why()).isNotBlank().doesNotContain("\n"));
  }

  static Stream<ConfigKey<?>> keys() {
    return ConfigKey.all().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  <T> void defaultValue_shown_isReadBackAsItself(ConfigKey<T> key) {
    var value = key.defaultValue();

    assertThat(key.type().read(key.type().shown(value))).isEqualTo(value);
    assertThat(key.type().shown(value)).isEqualTo(key.defaultText());
  }

  private static ConfigKey<?> key(String name) {
    return ConfigKey.all().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String yaml(String key, String value) {
    var quoted = "'" + value + "'\n";
    return key.contains(".") ? key.replace(".", ":\n  ") + ": " + quoted : key + ": " + quoted;
  }
}
