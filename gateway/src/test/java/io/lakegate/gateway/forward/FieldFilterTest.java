package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade"
      })
  void drops_hopByHop_bothWaysInEverySpelling(String name) {
    assertThat(FieldFilter.RESPONSE.drops(name)).isTrue();
    assertDropped(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Cookie",
        "x-api-key",
        "api-key",
        "Proxy-Anything",
        "Forwarded",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Anything",
        "X-Real-IP",
        "Lakegate-Profile",
        "Lakegate-Anything",
        "X-Databricks-Azure-SP-Management-Token",
        "X-Databricks-GCP-SA-Access-Token",
        "X-Databricks-Azure-Workspace-Resource-Id",
        "Host",
        "Content-Length",
        "Expect"
      })
  void drops_credentialsAndClaims_onTheWayToTheOrigin(String name) {
    assertDropped(name);
  }

  private static void assertDropped(String name) {
    for (String spelling :
        new String[] {
          name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT), name.replace('-', '_')
        }) {
      assertThat(FieldFilter.REQUEST.drops(spelling)).as(spelling).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Accept-Encoding",
        "Content-Type",
        "Content-Encoding",
        "Range",
        "If-Match",
        "X-Request-Id",
        "traceparent",
        "Idempotency-Key",
        "X-Databricks-Workspace-Id",
        "Authorization-Info",
        "Cookies",
        "Teapot",
        "X-Forwarded",
        "\u00c5ngstrom"
      })
  void drops_anythingElse_crosses(String name) {
    assertThat(FieldFilter.REQUEST.drops(name)).isFalse();
    assertThat(FieldFilter.RESPONSE.drops(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set-Cookie",
        "set-cookie2",
        "Strict-Transport-Security",
        "Alt-Svc",
        "Clear-Site-Data",
        "Access-Control-Allow-Origin",
        "Access-Control-Anything",
        "Lakegate-Error",
        "Lakegate-Attempts"
      })
  void drops_whatALoopbackHostMustNotTakeOver_onTheWayBack(String name) {
    assertThat(FieldFilter.RESPONSE.drops(name)).isTrue();
    assertThat(FieldFilter.RESPONSE.drops(name.toUpperCase(Locale.ROOT))).isTrue();
  }

  @Test
  void drops_emptyName_neverCrosses() {
    assertThat(FieldFilter.REQUEST.drops("")).isTrue();
    assertThat(FieldFilter.RESPONSE.drops("")).isTrue();
  }

  @Test
  void nominated_connectionFields_allOfThemInEverySpelling() {
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Connection", "close, X-One ,, keep-alive")
            .add("connection", "X_Two, Authorization");
    Set<String> nominated = FieldFilter.nominated(headers);

    assertThat(nominated).containsExactlyInAnyOrder("x-one", "x-two", "authorization");
    assertThat(FieldFilter.REQUEST.drops("x_one", nominated)).isTrue();
    assertThat(FieldFilter.REQUEST.drops("X-TWO", nominated)).isTrue();
    assertThat(FieldFilter.REQUEST.drops("X-Three", nominated)).isFalse();
  }

  @Test
  void nominated_noConnectionField_nothing() {
    assertThat(FieldFilter.nominated(MultiMap.caseInsensitiveMultiMap())).isEmpty();
  }
}
