package io.lakegate.sdk.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class TokenRefusalTest {

  record Text(int status, String body, boolean refused) {}

  static Stream<Text> texts() {
    return Stream.of(
        new Text(401, "", true),
        new Text(401, "{\"error_code\":401,\"message\":\"Token is expired\"}", true),
        new Text(401, "{\"error_code\":\"PERMISSION_DENIED\"}", false),
        new Text(403, "{\"error_code\":403,\"message\":\"JWT has expired\"}", true),
        new Text(
            403, "{\"error_code\":403,\"message\":\"Invalid access token. [ReqId: 1]\"}", true),
        new Text(403, "Invalid Token", true),
        new Text(403, "Token is expiring within 30 seconds. (token expired)", true),
        new Text(403, "<?xml version=\"1.0\"?><Error><Code>ExpiredToken</Code></Error>", true),
        new Text(403, "", false),
        new Text(403, "{\"message\":\"User is no admin\"}", false),
        new Text(
            403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"grant has expired\"}", false),
        new Text(400, "io.jsonwebtoken.ExpiredJwtException: JWT expired at", true),
        new Text(400, "{\"error_code\":400,\"message\":\"Invalid access token\"}", true),
        new Text(400, "{\"message\":\"the page token has expired\"}", false),
        new Text(400, "", false),
        new Text(404, "token expired", false),
        new Text(500, "ExpiredJwtException", false),
        new Text(200, "ExpiredJwtException", false),
        new Text(403, "x".repeat(9000) + "JWT has expired", false));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isInText_answer_isJudgedByStatusAndText(Text text) {
    byte[] body = text.body.getBytes(StandardCharsets.UTF_8);
    assertThat(TokenRefusal.isInText(text.status, body)).isEqualTo(text.refused);
    assertThat(TokenRefusal.isTextOfUse(text.status) || !text.refused).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "302, /login, true",
    "302, /login.html?next_url=%2Fapi, true",
    "303, https://x.cloud.databricks.com/login?next_url=%2F, true",
    "302, https://x.cloud.databricks.com/login.html?error=private-link-validation-error:7, false",
    "302, https://x.cloud.databricks.com/elsewhere?to=/login, false",
    "302, https://login.databricks.com, false",
    "302, '', false",
    "307, /login, false",
    "200, /login, false"
  })
  void isLoginRedirect_redirect_isJudgedByItsPath(int status, String location, boolean refused) {
    assertThat(TokenRefusal.isLoginRedirect(status, location)).isEqualTo(refused);
  }
}
