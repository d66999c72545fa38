package io.lakegate.gateway.guard;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lakegate.gateway.exchange.GatewayException;
import io.lakegate.gateway.exchange.ProblemCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTargetsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/2.2/jobs/list?limit=2&offset=",
        "/api/2.2/jobs/list?",
        "/api/2.0/fs/files/Volumes/m/s/v/a%20b%23c%3F.txt",
        "/api/2.0/fs/files/Volumes/m/s/v/%C3%A9t%C3%A9+1;2,3(4)'5!~*.txt",
        "/api/2.0/fs/files/Volumes/m/s/v/..a/...b/.c/d..",
        "/api/2.1/unity-catalog/tables/a.b.c",
        "/api/2.0/tags/a%2Fb",
        "/api/2.0/fs/files/Volumes/100%25",
        "/api/2.0/fs/files/Volumes/%2525",
        "/api/2.0/fs/files/Volumes/%252541",
        "/api/2.0/fs/files/Volumes/%E0%A4%85%F0%9F%98%80",
        "/api//2.0/double",
        "/api/2.0/workspace/list?path=/a/../b&q=%00%5C%zz&x=../..",
        "/@prod/api/2.0/x",
        "/api/2.0/[x]{y}|^`\"<>",
      })
  void check_honestTargets_pass(String target) {
    assertThatCode(() -> RequestTargets.check(target)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "api/2.0/x",
        "http://evil.example/api/2.0/x",
        "https://evil.example",
        "@evil.example/api",
        "//evil.example/api",
        "evil.example:443",
        "/api/2.0/x#fragment",
        "/api/2.0/x?a#b",
        "/api/2.0/a b",
        "/api/2.0/a\tb",
        "/api/2.0/a\u0000b",
        "/api/2.0/\u00e9",
        "/api/2.0/\u007f",
        "/api\\2.0",
        "/api/2.0/x?a=\\",
        "/..",
        "/.",
        "/./api",
        "/api/../admin",
        "/api/2.0/..",
        "/api/2.0/.",
        "/api/2.0/..?x=1",
        "/api/..;/admin",
        "/api/.;x/admin",
        "/api/%2e%2e/admin",
        "/api/%2E./admin",
        "/api/.%2e/admin",
        "/api/%2e/admin",
        "/api/a%2f..%2fadmin",
        "/api/a%2F%2e%2e%2Fadmin",
        "/api/%252e%252e/admin",
        "/api/%25252e%25252e/admin",
        "/api/%2525252e%2525252e/admin",
        "/api/%252525252e%252525252e/admin",
        "/api/%25252541",
        "/api/%5cadmin",
        "/api/%5Cadmin",
        "/api/%255cadmin",
        "/api/a%00b",
        "/api/a%0d%0ab",
        "/api/a%7fb",
        "/api/%c0%ae%c0%ae/admin",
        "/api/%C1%9c",
        "/api/%e0%80%ae%e0%80%ae/admin",
        "/api/%f0%80%80%aeadmin",
        "/api/%zz",
        "/api/%2",
        "/api/%",
      })
  void check_strangeTargets_areRefused(String target) {
    assertThatThrownBy(() -> RequestTargets.check(target))
        .isInstanceOfSatisfying(
            GatewayException.class,
            problem -> {
              org.assertj.core.api.Assertions.assertThat(problem.code())
                  .isEqualTo(ProblemCode.BAD_REQUEST_TARGET);
              org.assertj.core.api.Assertions.assertThat(problem.text())
                  .contains("Send a path such as");
            });
  }
}
