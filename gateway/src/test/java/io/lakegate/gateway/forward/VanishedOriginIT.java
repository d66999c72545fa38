package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Origins that go without a word, as a machine does that loses its power or its way. */
final class VanishedOriginIT {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String FIELDS = " /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GET = "GET" + FIELDS + "\r\n";

  /** More than the kernel's buffers between the gateway and its origin hold. */
  private static final int LARGE = 16 * 1024 * 1024;

  /** A state in the kernel's table of connections. */
  private static final String ESTABLISHED = "01";

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final long PATIENCE_SECONDS = 60;

  private final CountDownLatch over = new CountDownLatch(1);

  /** Answers once, and reads nothing after it. */
  private FakeOrigin.Script vanishing(CompletableFuture<Integer> connections) {
    return call -> {
      if (connections.getNow(0) == 0) {
        connections.complete(1);
        call.send(OK);
        awaitEnd();
      } else {
        call.readBody();
        call.send(OK);
      }
    };
  }

  private void awaitEnd() throws IOException {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the test does not end");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Whether the request is small, or so large that not even its body can be sent. */
  @ParameterizedTest
  @ValueSource(ints = {0, LARGE})
  void connectionAtRest_itsOriginVanished_nextRequestEndsInTime(int length) throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(vanishing(new CompletableFuture<>()));
        TestGateway gateway =
            TestGateway.gateway()
                .origin(origin)
                .flag("event-loops", "1")
                .flag("http-timeout", TIMEOUT.toSeconds() + "s")
                .flag("retry-timeout", "0s")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(client.send(GET).readAnswer().body()).isEqualTo("ok");

      long begun = System.nanoTime();
      Thread.ofVirtual().start(() -> sendQuietly(client, length));
      Answer answer = client.readAnswer();
      Refusal.of(answer).is(504, "ORIGIN_TIMEOUT");
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isBetween(TIMEOUT, TIMEOUT.multipliedBy(5));
      assertThat(origin.connections()).isEqualTo(1);

      try (RawClient next = RawClient.connect(gateway.port())) {
        assertThat(next.send(GET).readAnswer().body()).isEqualTo("ok");
        assertThat(origin.connections()).isEqualTo(2);
      }
    } finally {
      over.countDown();
    }
  }

  private static void sendQuietly(RawClient client, int length) {
    try {
      client.send(length == 0 ? GET : "PUT" + FIELDS + "Content-Length: " + length + "\r\n\r\n");
      client.send(new byte[length]);
    } catch (IOException given) {
      // The gateway may close before it has all.
    }
  }

  /**
   * Within a stream no time is set, and the kernel asks instead. Its table tells of each connection
   * which timer runs, 2 being that one, and in how many hundredths of a second it is over.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void stream_itsOriginSaysNothing_isAskedWhetherItIsThere() throws Exception {
    FakeOrigin.Script silent =
        call -> {
          call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\ndata\r\n");
          awaitEnd();
        };
    try (FakeOrigin origin = FakeOrigin.start(silent);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send(GET);
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      String[] timer = timerTo(origin.url().getPort()).split(":");
      assertThat(timer[0]).isEqualTo("02");
      assertThat(Integer.parseInt(timer[1], 16)).isBetween(1, SilenceProbes.AFTER_SECONDS * 100);
    } finally {
      over.countDown();
    }
  }

  private static String timerTo(int port) throws IOException {
    // By its IPv4 address, or by the IPv6 address that holds it.
    String remote = "0100007F:%04X".formatted(port);
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .map(Path::of)
        .filter(Files::exists)
        .flatMap(VanishedOriginIT::lines)
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns[2].endsWith(remote) && columns[3].equals(ESTABLISHED))
        .map(columns -> columns[5])
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> lines(Path table) {
    try {
      return Files.readAllLines(table).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Load balancers keep a connection for a minute. */
  @Test
  @Tag("slow")
  void connectionAtRest_isClosedWithinAMinute() throws Exception {
    CompletableFuture<Boolean> left = new CompletableFuture<>();
    FakeOrigin.Script once =
        call -> {
          call.send(OK);
          left.complete(call.leavesWithin(Duration.ofSeconds(50)));
        };
    try (FakeOrigin origin = FakeOrigin.start(once);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      long begun = System.nanoTime();
      assertThat(client.send(GET).readAnswer().body()).isEqualTo("ok");
      assertThat(left.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isGreaterThan(Duration.ofSeconds(OriginClients.KEEP_ALIVE_SECONDS - 1));
    }
  }
}
