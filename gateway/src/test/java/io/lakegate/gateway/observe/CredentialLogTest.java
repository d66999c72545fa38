package io.lakegate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lakegate.sdk.error.CredentialException;
import io.lakegate.sdk.oauth.TokenKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class CredentialLogTest {

  private final CredentialLog log = new CredentialLog();

  private static TokenKey key(String profile) {
    return new TokenKey(profile, "https://h", "", "oauth-m2m", "canary", "", List.of(), "");
  }

  private static CredentialException failure(String message, boolean permanent) {
    return new CredentialException(message, permanent, Optional.empty());
  }

  private static List<String> lines(Runnable refreshes) {
    Logger logger = (Logger) LoggerFactory.getLogger(CredentialLog.class);
    logger.setLevel(Level.INFO);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try {
      refreshes.run();
    } finally {
      logger.detachAppender(lines);
    }
    return lines.list.stream().map(CredentialLogTest::line).toList();
  }

  private static String line(ILoggingEvent event) {
    String line = new String(new TextLines().encode(event), StandardCharsets.UTF_8);
    return line.strip().split(" ", 2)[1];
  }

  @Test
  void failed_severalInARow_oneLineForEachChange() {
    List<String> lines =
        lines(
            () -> {
              log.renewed(key("a"));
              log.failed(key("a"), failure("503", false));
              log.failed(key("a"), failure("502", false));
              log.failed(key("b"), failure("invalid_client: who?", true));
              log.failed(key("a"), failure("invalid_client: no", true));
              log.failed(key("a"), failure("invalid_client: no", true));
              log.renewed(key("a"));
              log.renewed(key("a"));
              log.failed(key("a"), failure("503", false));
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
