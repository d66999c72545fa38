package io.lakegate.sandbox.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.sandbox.SandboxConfig;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private static final String ME = "/api/2.0/preview/scim/v2/Me";
  private final TestSandbox sandbox =
      TestSandbox.start(SandboxConfig.defaults().withRequestsPerSecond(3));

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void api_overTheRate_answers429WithRetryAfter() {
    for (int i = 0; i < 3; i++) {
      assertThat(sandbox.get(ME).status()).isEqualTo(200);
    }

    Reply reply = sandbox.get(ME);

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.header("Retry-After")).isEqualTo("1");
    assertThat(reply.errorCode()).isEqualTo("REQUEST_LIMIT_EXCEEDED");
  }

  @Test
  void api_afterAThirdOfASecond_letsOneMoreIn() {
    for (int i = 0; i < 4; i++) {
      sandbox.get(ME);
    }

    sandbox.advance(Duration.ofMillis(334));

    assertThat(sandbox.get(ME).status()).isEqualTo(200);
    assertThat(sandbox.get(ME).status()).isEqualTo(429);
  }

  @Test
  void api_afterALongPause_letsInNoMoreThanTheBurst() {
    sandbox.advance(Duration.ofHours(1));
    for (int i = 0; i < 3; i++) {
      assertThat(sandbox.get(ME).status()).isEqualTo(200);
    }

    assertThat(sandbox.get(ME).status()).isEqualTo(429);
  }

  @Test
  void discovery_overTheRate_isNotLimited() {
    for (int i = 0; i < 10; i++) {
      assertThat(sandbox.get("/.well-known/databricks-config").status()).isEqualTo(200);
    }
  }
}
