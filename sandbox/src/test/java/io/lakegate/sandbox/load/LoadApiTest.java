package io.lakegate.sandbox.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakegate.sandbox.TestSandbox;
import io.lakegate.sandbox.TestSandbox.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoadApiTest {
  private final TestSandbox sandbox = TestSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 1_000_003})
  void bytes_ofASize_areThatManyAndAlwaysTheSame(int size) {
    Reply sized = sandbox.get("/sandbox/bytes?size=" + size);
    Reply chunked = sandbox.get("/api/2.0/sandbox/bytes?chunked=true&size=" + size);

    assertThat(sized.header("Content-Length")).isEqualTo(Integer.toString(size));
    assertThat(sized.bytes()).hasSize(size).isEqualTo(chunked.bytes());
    if (size > 0) {
      assertThat(chunked.header("Transfer-Encoding")).isEqualTo("chunked");
    }
  }

  @Test
  void bytes_movedByABlock_differ() {
    byte[] bytes = sandbox.get("/sandbox/bytes?size=200000").bytes();

    assertThat(Arrays.copyOfRange(bytes, 65_536, 131_072))
        .isNotEqualTo(Arrays.copyOfRange(bytes, 0, 65_536));
    assertThat(Arrays.copyOfRange(bytes, 65_521, 131_042))
        .isEqualTo(Arrays.copyOfRange(bytes, 0, 65_521));
  }

  @Test
  void bytes_withAnOddSize_isInvalidParameter() {
    assertThat(sandbox.get("/sandbox/bytes?size=-1").status()).isEqualTo(400);
    assertThat(sandbox.get("/sandbox/bytes?size=big").status()).isEqualTo(400);
    assertThat(sandbox.get("/sandbox/bytes").bytes()).isEmpty();
  }

  @Test
  void bytes_toAReaderThatPauses_areHeldBack() throws IOException {
    try (Socket socket = sandbox.socket()) {
      socket
          .getOutputStream()
          .write(
              "GET /api/2.0/sandbox/bytes?size=1000000000 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                  .formatted(TestSandbox.TOKEN)
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(1000)).hasSize(1000);
      settled();
      long sent = sandbox.sandbox().counters().bytesSent();

      assertThat(sent).isGreaterThan(0).isLessThan(50_000_000);
      assertThat(sandbox.sandbox().counters().openRequests()).isEqualTo(1);
    }

    TestSandbox.eventually(() -> sandbox.sandbox().counters().openRequests() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void sink_tellsSizeAndDigest(String method) throws Exception {
    byte[] bytes = sandbox.get("/sandbox/bytes?size=3000000").bytes();

    JsonNode json =
        sandbox.send(method, "/api/2.0/sandbox/sink", BodyPublishers.ofByteArray(bytes)).json();

    assertThat(json.path("bytes").asLong()).isEqualTo(3_000_000);
    assertThat(json.path("sha256").asText())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    assertThat(sandbox.sandbox().counters().bytesReceived()).isEqualTo(3_000_000);
  }

  @Test
  void sink_ofAStream_takesItAsItComes() throws Exception {
    HttpResponse<InputStream> source =
        sandbox
            .client()
            .send(
                sandbox.request("/api/2.0/sandbox/bytes?size=100000000").build(),
                BodyHandlers.ofInputStream());

    JsonNode json =
        sandbox.send("PUT", "/sandbox/sink", BodyPublishers.ofInputStream(source::body)).json();

    assertThat(json.path("bytes").asLong()).isEqualTo(100_000_000);
    assertThat(sandbox.sandbox().counters().bytesSent()).isEqualTo(100_000_000);
  }

  @Test
  void sink_withoutACredential_isOpenOnlyOutsideTheApi() throws IOException {
    String answer =
        sandbox.raw(
            "POST /api/2.0/sandbox/sink HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");

    assertThat(answer).startsWith("HTTP/1.1 401");
  }

  /** Waits until the count of sent bytes has stood still for a while. */
  private void settled() {
    long[] last = {-1, System.nanoTime()};
    TestSandbox.eventually(
        () -> {
          long sent = sandbox.sandbox().counters().bytesSent();
          if (sent != last[0]) {
            last[0] = sent;
            last[1] = System.nanoTime();
          }
          return System.nanoTime() - last[1] > 300_000_000;
        });
  }
}
