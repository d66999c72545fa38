package io.lakegate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.LogConfig;
import io.lakegate.gateway.config.LogFormat;
import io.lakegate.gateway.config.LogLevel;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.oauth.TokenKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CredentialLogTest {

  private static final Optional<CredentialException> NONE = Optional.empty();

  private final CredentialLog log = new CredentialLog();

  private static TokenKey key(String profile) {
    return new TokenKey(profile, "https://h", "", "oauth-m2m", "canary", "", List.of(), "");
  }

  private static Optional<CredentialException> failure(String message, boolean permanent) {
    return Optional.of(new CredentialException(message, permanent, Optional.empty()));
  }

  private static List<String> lines(Runnable refreshes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (var _ = Logging.start(new LogConfig(LogFormat.TEXT, LogLevel.INFO), stream)) {
      refreshes.run();
    }
    return bytes
        .toString(StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" ", 2)[1])
        .toList();
  }

  @Test
  void refreshed_failuresInARow_oneLineForEachChange() {
    List<String> lines =
        lines(
            () -> {
              log.refreshed(key("a"), NONE);
              log.refreshed(key("a"), failure("503", false));
              log.refreshed(key("a"), failure("502", false));
              log.refreshed(key("b"), failure("invalid_client: who?", true));
              log.refreshed(key("a"), failure("invalid_client: no", true));
              log.refreshed(key("a"), failure("invalid_client: no", true));
              log.refreshed(key("a"), NONE);
              log.refreshed(key("a"), NONE);
              log.refreshed(key("a"), failure("503", false));
            });

    String warn = "WARN the token issuer gives no token profile=%s auth=oauth-m2m error=%s";
    assertThat(lines)
        .containsExactly(
            warn.formatted("a", "503"),
            warn.formatted("b", "\"invalid_client: who?\""),
            warn.formatted("a", "\"invalid_client: no\""),
            "INFO the token issuer gives a token again profile=a auth=oauth-m2m",
            warn.formatted("a", "503"));
  }
}
