package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostAllowlistTest {

  private static final HostAllowlist HOSTS =
      new HostAllowlist(List.of("gateway.internal", "Mixed.Case"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8484",
        "LocalHost:1",
        "localhost:",
        "127.0.0.1",
        "127.0.0.1:65535",
        "[::1]",
        "[::1]:8484",
        "gateway.internal:80",
        "GATEWAY.internal",
        "mixed.case"
      })
  void check_ownName_passes(String host) {
    HOSTS.check(MultiMap.caseInsensitiveMultiMap().add("Host", host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "evil.example:8484",
        "localhost.",
        "127.0.0.2",
        "127.1",
        "127.0.0.1.nip.io",
        "2130706433",
        "0.0.0.0",
        "[::2]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "sub.gateway.internal",
        "internal"
      })
  void check_otherName_isNotAllowed(String host) {
    assertRefused(ProblemCode.HOST_NOT_ALLOWED, host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":8484",
        "local host",
        "localhost:x",
        "localhost:99999",
        "localhost:655350",
        "localhost:80:80",
        "localhost:-1",
        "localhost, evil.example",
        "user@localhost",
        "localhost/",
        "localhost?",
        "localhost#",
        "http://localhost",
        "::1",
        "[::1",
        "[]",
        "[::1]x",
        "[::1]:x",
        "[local host]",
        "l\u00f6calhost",
        "localhost\u0000",
        "*"
      })
  void check_noHostWithPort_isBad(String host) {
    assertRefused(ProblemCode.BAD_HOST, host);
  }

  @Test
  void check_missingOrDoubled_isBad() {
    assertRefused(ProblemCode.BAD_HOST);
    assertRefused(ProblemCode.BAD_HOST, "localhost", "localhost");
  }

  @Test
  void check_refusal_doesNotRepeatTheValue() {
    assertThat(assertRefused(ProblemCode.HOST_NOT_ALLOWED, "canary.example").text())
        .doesNotContain("canary")
        .contains("allowed-hosts");
  }

  private static GatewayException assertRefused(ProblemCode code, String... hosts) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (String host : hosts) {
      headers.add("Host", host);
    }
    GatewayException refusal =
        assertThatExceptionOfType(GatewayException.class)
            .isThrownBy(() -> HOSTS.check(headers))
            .actual();
    assertThat(refusal.code()).isEqualTo(code);
    return refusal;
  }
}
