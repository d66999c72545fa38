package io.lakegate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SandboxConfigTest {

  @Test
  void toString_hidesWhatAuthenticates() {
    SandboxConfig config =
        SandboxConfig.defaults()
            .withAccess(SandboxConfig.Access.defaults().withTokenLifetime(Duration.ofMinutes(1)));

    assertThat(config.toString())
        .contains("sandbox-client", "PT1M")
        .doesNotContain("dapi-sandbox-demo-token", "sandbox-client-secret");
  }

  @Test
  void config_withNumbersOutOfRange_isRefused() {
    SandboxConfig config = SandboxConfig.defaults();

    assertThatThrownBy(() -> config.withPort(65_536)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config.withPort(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config.withJobs(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config.withRequestsPerSecond(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> config.access().withTokenLifetime(Duration.ofMillis(999)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
