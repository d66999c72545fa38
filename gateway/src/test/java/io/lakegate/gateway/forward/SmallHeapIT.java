package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.Flow;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies far larger than the heap. */
final class SmallHeapIT {

  private static final long GIB = 1024L * 1024 * 1024;

  /** Heap, direct buffers of the same size at most, and what a JVM needs besides. */
  private static final long RESIDENT_KIB = 320 * 1024;

  private static final FakeOrigin.Script ORIGIN =
      call -> {
        if (call.requestLine().startsWith("GET")) {
          call.send("HTTP/1.1 200 OK\r\nContent-Length: " + GIB + "\r\n\r\n");
          Flow.writeAll(call.out(), GIB);
        } else {
          String read = Long.toString(Flow.readAll(call.in(), GIB));
          call.send("HTTP/1.1 200 OK\r\nContent-Length: " + read.length() + "\r\n\r\n" + read);
        }
      };

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT"})
  void forward_oneGibibyte_crossesA64MebibyteHeapUnchanged(String method) throws IOException {
    try (FakeOrigin origin = FakeOrigin.start(ORIGIN);
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .jvm("-Xmx64m")
                .start("--listen=127.0.0.1:0", "--admin=off");
        RawClient client = RawClient.connect(child.port("listen"))) {
      assertThat(method.equals("GET") ? download(client) : upload(client)).isEqualTo(GIB);
      client.send("GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(404);
      assertThat(child.peakResidentKib()).isLessThan(RESIDENT_KIB);
      assertThat(child.err()).noneMatch(line -> line.contains("OutOfMemory"));
    }
  }

  private static long download(RawClient client) throws IOException {
    client.send("GET /api/2.0/fs/files/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(client.readHead()).startsWith("HTTP/1.1 200").contains("" + GIB);
    return Flow.readAll(client.in(), GIB);
  }

  private static long upload(RawClient client) throws IOException {
    client.send(
        "PUT /api/2.0/fs/files/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
            + GIB
            + "\r\n\r\n");
    Flow.writeAll(client.out(), GIB);
    Answer answer = client.readAnswer();
    assertThat(answer.status()).isEqualTo(200);
    return Long.parseLong(answer.body());
  }
}
