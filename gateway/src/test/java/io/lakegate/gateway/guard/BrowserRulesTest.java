package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import io.lakegate.gateway.guard.BrowserRules.Kind;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class BrowserRulesTest {

  private static final String HOST = "localhost:8484";

  /** What becomes of a request on each listener. */
  record Row(String name, Map<String, String> fields, boolean data, boolean admin) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row("no browser", Map.of(), true, true),
        new Row("Node's fetch", Map.of("Sec-Fetch-Mode", "cors"), true, true),
        new Row("typed into the address bar", Map.of("Sec-Fetch-Site", "none"), true, true),
        new Row("same origin by its word", Map.of("Sec-Fetch-Site", "same-origin"), true, true),
        new Row("own origin", Map.of("Origin", "http://localhost:8484"), false, true),
        new Row("own host, other port", Map.of("Origin", "http://localhost:1"), false, false),
        new Row("own host, other scheme", Map.of("Origin", "https://localhost:8484"), false, false),
        new Row("other origin", Map.of("Origin", "https://evil.example"), false, false),
        new Row("opaque origin", Map.of("Origin", "null"), false, false),
        new Row("empty origin", Map.of("Origin", ""), false, false),
        new Row("cross site", Map.of("Sec-Fetch-Site", "cross-site"), false, false),
        new Row("same site", Map.of("Sec-Fetch-Site", "same-site"), false, false),
        new Row("unknown site", Map.of("Sec-Fetch-Site", "elsewhere"), false, false),
        new Row(
            "navigation",
            Map.of("Sec-Fetch-Site", "none", "Sec-Fetch-Mode", "navigate"),
            false,
            true),
        new Row(
            "own origin, but cross site",
            Map.of("Origin", "http://localhost:8484", "Sec-Fetch-Site", "cross-site"),
            false,
            false),
        new Row("allowed origin", Map.of("Origin", "http://localhost:3000"), true, true),
        new Row("allowed origin, longer", Map.of("Origin", "http://localhost:30000"), false, false),
        new Row(
            "allowed origin, cross site as it must be",
            Map.of("Origin", "http://localhost:3000", "Sec-Fetch-Site", "cross-site"),
            true,
            true));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void check_fields_decideByListener(Row row) {
    assertDecision(Kind.DATA, row.fields, row.data);
    assertDecision(Kind.ADMIN, row.fields, row.admin);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, none, cross-site",
    "Sec-Fetch-Site, same-origin, cross-site",
    "Sec-Fetch-Mode, cors, NAVIGATE",
    "Origin, http://localhost:3000, https://evil.example"
  })
  void check_secondFieldOfTheSameName_isLookedAtToo(String name, String first, String second) {
    BrowserRules rules = new BrowserRules(Kind.DATA, Set.of("http://localhost:3000"));
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add(name, first).add(name, second);
    assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> rules.check(headers, HOST));
  }

  private static void assertDecision(Kind kind, Map<String, String> fields, boolean passes) {
    BrowserRules rules = new BrowserRules(kind, Set.of("http://localhost:3000"));
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(fields);
    if (passes) {
      assertThatCode(() -> rules.check(headers, HOST)).as(kind.name()).doesNotThrowAnyException();
      return;
    }
    GatewayException refusal =
        assertThatExceptionOfType(GatewayException.class)
            .as(kind.name())
            .isThrownBy(() -> rules.check(headers, HOST))
            .actual();
    assertThat(refusal.code()).isEqualTo(ProblemCode.BROWSER_REQUEST_REFUSED);
    assertThat(refusal.text()).doesNotContain("evil").contains("allowed-origins");
  }
}
