package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers over TLS that end too early. Whoever can cut a connection can end it in good order, but
 * for TLS's own farewell: without one no body is whole that ends with its connection (RFC 9112
 * 9.8).
 */
@Tag("slow")
final class TlsTruncationIT {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String LENGTH = OK + "Content-Length: 10\r\n\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String UNTIL_CLOSE = OK + "Connection: close\r\n\r\n";
  private static final String OLD = "HTTP/1.0 200 OK\r\n\r\n";

  @TempDir private static Path folder;

  private static final Map<String, TlsOrigin.Answer> ANSWERS = new ConcurrentHashMap<>();
  private static TlsOrigin origin;
  private static ChildGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    Path keys = TlsOrigin.makeKeys(folder);
    origin = TlsOrigin.start(keys, ANSWERS);
    ChildGateway.Builder child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", origin.url().toString())
            .env("DATABRICKS_TOKEN", "test-token");
    TlsOrigin.trusting(keys).forEach(child::jvm);
    gateway = child.start("--listen=127.0.0.1:0", "--admin=off", "--retry-timeout=0s");
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
  }

  private static RawClient ask(String bytes, boolean notified, String version) throws IOException {
    String path = "/api/2.0/" + ANSWERS.size();
    ANSWERS.put(path, new TlsOrigin.Answer(bytes, notified));
    return RawClient.connect(gateway.port("listen"))
        .send("GET " + path + " HTTP/" + version + "\r\nHost: localhost\r\n\r\n");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void length_notReached_clientsBodyIsCut(boolean notified) throws IOException {
    try (RawClient client = ask(LENGTH + "half", notified, "1.1")) {
      assertThat(client.readHead()).startsWith(OK).contains("Content-Length: 10");
      assertThat(Wire.readUntilClosed(client)).startsWith("half").hasSizeLessThan(10 + 7);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void chunks_withoutTheLast_clientsBodyIsCut(boolean notified) throws IOException {
    try (RawClient client = ask(CHUNKED + "4\r\nhalf\r\n", notified, "1.1")) {
      assertThat(client.readHead()).startsWith(OK);
      assertThat(Wire.readUntilClosed(client)).startsWith("4\r\nhalf\r\n").doesNotContain("0\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {UNTIL_CLOSE + "half", UNTIL_CLOSE, OLD + "half", OLD})
  void body_thatEndsWithTheConnection_isCutWithoutAFarewell(String bytes) throws IOException {
    try (RawClient client = ask(bytes, false, "1.1")) {
      assertThat(client.readHead()).startsWith(OK);
      assertThat(Wire.readUntilClosed(client)).doesNotContain("0\r\n");
    }
    try (RawClient client = ask(bytes, false, "1.0")) {
      assertThat(Wire.readUntilClosed(client)).endsWith("<reset>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {UNTIL_CLOSE + "whole", OLD + "whole"})
  void body_thatEndsWithTheConnection_isWholeWithAFarewell(String bytes) throws IOException {
    try (RawClient client = ask(bytes, true, "1.1")) {
      assertThat(client.readAnswer().body()).isEqualTo("whole");
    }
    try (RawClient client = ask(bytes, true, "1.0")) {
      assertThat(Wire.readUntilClosed(client)).endsWith("\r\n\r\nwhole");
    }
  }

  /** What says itself where it ends needs no farewell. */
  @ParameterizedTest
  @ValueSource(
      strings = {OK + "Content-Length: 5\r\n\r\nwhole", CHUNKED + "5\r\nwhole\r\n0\r\n\r\n"})
  void body_thatHasEnded_isWholeWithoutAFarewell(String bytes) throws IOException {
    try (RawClient client = ask(bytes, false, "1.1")) {
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("whole");
    }
  }
}
