package io.lakegate.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.config.LogConfig;
import io.lakegate.gateway.config.LogFormat;
import io.lakegate.gateway.config.LogLevel;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LoggingTest {

  @Test
  void close_streamIsTheProcesss_leavesItOpenAfterWhatWasQueued() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    try (var _ = Logging.start(new LogConfig(LogFormat.TEXT, LogLevel.WARN), stream)) {
      LoggerFactory.getLogger("test").warn("queued");
    }
    stream.print("last words");

    assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("WARN queued\nlast words");
  }
}
