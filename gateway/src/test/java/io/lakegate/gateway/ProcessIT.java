package io.lakegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.Doors;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as a process: what it prints, when it ends, and with which status. */
final class ProcessIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String[] FREE = {"--listen=127.0.0.1:0", "--admin=127.0.0.1:0"};
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static String[] with(String... more) {
    return Stream.of(FREE, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void serve_ready_oneLineWithRealPortsThatAnswerOnBothFamilies() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child =
            ChildGateway.child().origin(origin).start(with("--health=127.0.0.1:0"))) {
      String url = "http://127\\.0\\.0\\.1:[1-9]\\d*";
      assertThat(child.readyLine())
          .matches(
              "lakegate ready listen=%s admin=%s health=%s profile=DEFAULT host=%s auth=pat"
                  .formatted(url, url, url, origin.url().toString().replace(".", "\\.")));
      assertThat(get(RawClient.connect(child.port("listen")), "/api/2.0/x").status())
          .isEqualTo(200);
      if (Doors.hasIpv6()) {
        assertThat(get(RawClient.connectIpv6(child.port("listen")), "/api/2.0/x").status())
            .isEqualTo(200);
        assertThat(get(RawClient.connectIpv6(child.port("admin")), "/readyz").status())
            .isEqualTo(200);
      }
      assertThat(get(RawClient.connect(child.port("admin")), "/readyz").status()).isEqualTo(200);
      assertThat(get(RawClient.connect(child.port("health")), "/readyz").status()).isEqualTo(200);

      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);
      assertThat(child.out()).hasSize(1);
    }
  }

  @Test
  void serve_furtherListeners_standAtTheEndOfTheReadyLine(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("gateway.sock");
    try (FakeOrigin first = FakeOrigin.start(FakeOrigin.json("{\"origin\":1}"));
        FakeOrigin second = FakeOrigin.start(FakeOrigin.json("{\"origin\":2}"));
        ChildGateway child =
            ChildGateway.child()
                .origin(first)
                .start(
                    "--admin=off",
                    "--listen=127.0.0.1:0,unix:" + socket,
                    "--config=" + pinned(folder, second))) {
      String url = "http://127\\.0\\.0\\.1:[1-9]\\d*";
      assertThat(child.readyLine())
          .matches(
              "lakegate ready listen=%s profile=DEFAULT host=\\S+ auth=pat listen\\.data-2=unix:%s listen\\.finance=%s"
                  .formatted(url, socket, url));
      assertThat(get(RawClient.connect(socket), "/api/2.0/x").body()).isEqualTo("{\"origin\":1}");
      assertThat(get(RawClient.connect(child.port("listen.finance")), "/api/2.0/x").body())
          .isEqualTo("{\"origin\":2}");
    }
  }

  private static Path pinned(Path folder, FakeOrigin origin) throws IOException {
    return Files.writeString(
        folder.resolve("lakegate.yaml"),
        """
        listeners:
          finance:
            listen: 127.0.0.1:0
            profile: other
        profiles:
          other:
            host: %s
            token: token-other
        """
            .formatted(origin.url()));
  }

  @ParameterizedTest
  @CsvSource({
    "TERM, --log-level=info,          143",
    "TERM, --exit-zero-on-sigterm,    0",
    "INT,  --exit-zero-on-sigterm,    130"
  })
  void signal_idleProcess_endsWithItsStatus(String signal, String flag, int status)
      throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child = ChildGateway.child().origin(origin).start(with(flag));
        RawClient idle = RawClient.connect(child.port("listen"))) {
      assertThat(idle.send(GET).readAnswer().status()).isEqualTo(200);
      child.signal(signal);
      assertThat(child.exitStatus()).isEqualTo(status);
      assertThat(idle.isClosedByServer()).isTrue();
    }
  }

  /** A process with an exchange that its origin holds, asked to stop. */
  private record Leaving(
      HeldOrigin held, FakeOrigin origin, ChildGateway child, RawClient client, RawClient probe)
      implements AutoCloseable {

    static Leaving begin(String... flags) throws Exception {
      HeldOrigin held = new HeldOrigin();
      FakeOrigin origin = FakeOrigin.start(held);
      ChildGateway child = ChildGateway.child().origin(origin).start(with(flags));
      try {
        RawClient client = RawClient.connect(child.port("listen"));
        RawClient probe = RawClient.connect(child.port("admin"));
        client.send(GET);
        held.awaitArrival();
        child.signal("TERM");
        return new Leaving(held, origin, child, client, probe);
      } catch (Exception | AssertionError e) {
        child.close();
        origin.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      probe.close();
      client.close();
      child.close();
      origin.close();
    }
  }

  @Test
  void sigterm_exchangeInFlight_finishesWhileNobodyElseGetsIn() throws Exception {
    try (Leaving leaving = Leaving.begin()) {
      awaitNotReady(leaving.probe);
      awaitRefusal(leaving.child.port("listen"));

      leaving.held.letGo();
      Answer answer = leaving.client.readAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("late");
      assertThat(answer.field("connection")).isEqualTo("close");
      assertThat(leaving.child.exitStatus()).isEqualTo(143);
    }
  }

  @Test
  void sigterm_minDelay_newConnectionsAreServedMeanwhile() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child =
            ChildGateway.child().origin(origin).start(with("--min-sigterm-delay=3s"));
        RawClient probe = RawClient.connect(child.port("admin"))) {
      child.signal("TERM");
      assertThat(awaitNotReady(probe).body()).contains("shutting down");
      assertThat(get(RawClient.connect(child.port("listen")), "/api/2.0/x").status())
          .isEqualTo(200);
      assertThat(child.exitStatus()).isEqualTo(143);
    }
  }

  @Test
  void sigterm_exchangeLongerThanTheDelay_isReset() throws Exception {
    try (Leaving leaving = Leaving.begin("--max-sigterm-delay=300ms")) {
      assertThat(leaving.child.exitStatus()).isEqualTo(143);
      assertThat(leaving.client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void sigterm_second_endsAtOnce() throws Exception {
    try (Leaving leaving = Leaving.begin()) {
      awaitNotReady(leaving.probe);
      long second = System.nanoTime();
      leaving.child.signal("TERM");
      assertThat(leaving.child.exitStatus()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - second)).isLessThan(Duration.ofSeconds(10));
      assertThat(leaving.client.isClosedByServer()).isTrue();
    }
  }

  private static Answer get(RawClient connected, String path) throws IOException {
    try (RawClient client = connected) {
      return client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
    }
  }

  private static Answer awaitNotReady(RawClient probe) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Answer answer = probe.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer();
      if (answer.status() == 503) {
        return answer;
      }
    }
    throw new AssertionError("/readyz stays 200");
  }

  /** A connection that waits to be accepted while the listener closes is reset, not refused. */
  private static void awaitRefusal(int port) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        RawClient.connect(port).close();
      } catch (ConnectException refused) {
        return;
      } catch (SocketException reset) {
        assertThat(reset).hasMessageContaining("reset");
      }
    }
    throw new AssertionError("still listening at the port " + port);
  }

  /** An origin that holds its answer back until the test lets it go. */
  private static final class HeldOrigin implements FakeOrigin.Script {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void answer(FakeOrigin.Call call) throws IOException {
      arrived.countDown();
      try {
        if (released.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          call.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate");
        }
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    void awaitArrival() throws InterruptedException {
      assertThat(arrived.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    void letGo() {
      released.countDown();
    }
  }
}
