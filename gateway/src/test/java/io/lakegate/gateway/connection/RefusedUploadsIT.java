package io.lakegate.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.lakegate.gateway.testing.Doors;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that send all of a large message before they read: each gets its answer nevertheless. */
final class RefusedUploadsIT {

  /** More than the buffers of a connection hold. */
  private static final int LARGE = 16 * 1024 * 1024;

  private static final String POST = "POST /api/2.0/x HTTP/1.1\r\n";
  private static final String HERE = "Host: localhost\r\n";
  private static final String LENGTH = "Content-Length: " + LARGE + "\r\n\r\n";

  private static final String TOO_LARGE = "{\"error_code\":\"TOO_LARGE\",\"message\":\"no\"}";

  @TempDir private static Path dir;
  private static FakeOrigin origin;
  private static TestGateway gateway;
  private static Doors doors;

  @BeforeAll
  static void start() throws IOException {
    origin =
        FakeOrigin.start(
            call ->
                call.send(
                    "HTTP/1.1 413 Too Large\r\nContent-Length: "
                        + TOO_LARGE.length()
                        + "\r\n\r\n"
                        + TOO_LARGE));
    Path socket = dir.resolve("gateway.sock");
    gateway =
        TestGateway.gateway()
            .origin(origin)
            .flag("listen", "127.0.0.1:0", "unix:" + socket)
            .start();
    doors = Doors.of(gateway.port(), socket);
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    origin.close();
  }

  /**
   * A message whose rest is some megabytes.
   *
   * @param begin how it begins
   * @param code what it is refused with
   */
  record Upload(String name, String begin, int status, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Upload> uploads() {
    return Stream.of(
        new Upload(
            "another host", POST + "Host: evil.example\r\n" + LENGTH, 421, "HOST_NOT_ALLOWED"),
        new Upload(
            "another site",
            POST + HERE + "Origin: https://evil.example\r\n" + LENGTH,
            403,
            "BROWSER_REQUEST_REFUSED"),
        new Upload(
            "unknown profile",
            "POST /@nobody/api/2.0/x HTTP/1.1\r\n" + HERE + LENGTH,
            404,
            "PROFILE_NOT_FOUND"),
        new Upload(
            "no request line", "POST  /api/2.0/x HTTP/1.1\r\n" + HERE + LENGTH, 400, "BAD_REQUEST"),
        new Upload(
            "another version",
            "POST / HTTP/3.0\r\n" + HERE + LENGTH,
            505,
            "HTTP_VERSION_NOT_SUPPORTED"),
        new Upload(
            "two lengths",
            POST + HERE + "Transfer-Encoding: chunked\r\n" + LENGTH,
            400,
            "BAD_REQUEST"),
        new Upload(
            "no chunk",
            POST + HERE + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            400,
            "BAD_REQUEST"),
        new Upload("endless line", "GET /", 414, "URI_TOO_LONG"),
        new Upload("endless field", POST + HERE + "X-A: ", 431, "HEADERS_TOO_LARGE"),
        new Upload(
            "last on its connection",
            POST + "Host: evil.example\r\nConnection: close\r\n" + LENGTH,
            421,
            "HOST_NOT_ALLOWED"));
  }

  @ParameterizedTest
  @MethodSource("uploads")
  void listener_refusedUpload_isAnsweredToAClientThatSendsItAll(Upload upload) throws IOException {
    for (Doors.Door door : doors.all()) {
      try (RawClient client = door.connect()) {
        client.send(upload.begin()).send("x".repeat(LARGE));
        Refusal.of(client.readAnswer()).is(upload.status(), upload.code());
        assertThat(client.readHead()).as("what follows").isEmpty();
      }
    }
  }

  @Test
  void listener_uploadThatTheOriginRefusesEarly_isAnsweredToAClientThatSendsItAll()
      throws IOException {
    for (Doors.Door door : doors.all()) {
      try (RawClient client = door.connect()) {
        client.send(POST + HERE + LENGTH).send("x".repeat(LARGE));
        RawClient.Answer answer = client.readAnswer();
        assertThat(answer.status()).as(answer.head()).isEqualTo(413);
        assertThat(answer.body()).isEqualTo(TOO_LARGE);
        assertThat(client.readHead()).as("what follows").isEmpty();
      }
    }
  }

  @Test
  @Tag("slow")
  void listener_clientThatNeverStopsSending_isCutInTheEnd() throws IOException {
    byte[] chunk = new byte[64 * 1024];
    long begun = System.nanoTime();
    try (RawClient client = RawClient.connect(gateway.port())) {
      client.send(POST + "Host: evil.example\r\nContent-Length: 999999999999\r\n\r\n");
      Refusal.of(client.readAnswer()).is(421, "HOST_NOT_ALLOWED");
      assertThatIOException()
          .isThrownBy(
              () -> {
                while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
                  client.send(chunk);
                }
              });
    }
    assertThat(System.nanoTime() - begun)
        .isBetween(TimeUnit.SECONDS.toNanos(29), TimeUnit.SECONDS.toNanos(45));
  }
}
