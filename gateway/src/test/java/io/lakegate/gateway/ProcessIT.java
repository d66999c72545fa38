package io.lakegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.lakegate.gateway.testing.ChildGateway;
import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The program as a process: what it prints, when it ends, and with which status. */
final class ProcessIT {

  private static final String GET = "GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String[] FREE = {"--listen=127.0.0.1:0", "--admin=127.0.0.1:0"};
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path dir;

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
      if (hasIpv6()) {
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

  @Test
  void sigterm_exchangeInFlight_finishesWhileNobodyElseGetsIn() throws Exception {
    HeldOrigin held = new HeldOrigin();
    try (FakeOrigin origin = FakeOrigin.start(held);
        ChildGateway child = ChildGateway.child().origin(origin).start(with());
        RawClient client = RawClient.connect(child.port("listen"));
        RawClient probe = RawClient.connect(child.port("admin"))) {
      client.send(GET);
      held.awaitArrival();
      child.signal("TERM");
      awaitNotReady(probe);
      awaitRefusal(child.port("listen"));

      held.letGo();
      Answer answer = client.readAnswer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("late");
      assertThat(child.exitStatus()).isEqualTo(143);
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
    HeldOrigin held = new HeldOrigin();
    try (FakeOrigin origin = FakeOrigin.start(held);
        ChildGateway child =
            ChildGateway.child().origin(origin).start(with("--max-sigterm-delay=300ms"));
        RawClient client = RawClient.connect(child.port("listen"))) {
      client.send(GET);
      held.awaitArrival();
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void sigterm_second_endsAtOnce() throws Exception {
    HeldOrigin held = new HeldOrigin();
    try (FakeOrigin origin = FakeOrigin.start(held);
        ChildGateway child = ChildGateway.child().origin(origin).start(with());
        RawClient client = RawClient.connect(child.port("listen"));
        RawClient probe = RawClient.connect(child.port("admin"))) {
      client.send(GET);
      held.awaitArrival();
      child.signal("TERM");
      awaitNotReady(probe);
      long second = System.nanoTime();
      child.signal("TERM");
      assertThat(child.exitStatus()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - second)).isLessThan(Duration.ofSeconds(10));
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void start_busyPort_exit1AndHowToFindTheHolder() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ServerSocket holder = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        ChildGateway child =
            ChildGateway.child()
                .origin(origin)
                .start("--listen=127.0.0.1:" + holder.getLocalPort(), "--admin=off")) {
      assertThat(child.exitStatus()).isEqualTo(1);
      assertThat(child.out()).isEmpty();
      assertThat(String.join("\n", child.err()))
          .contains("127.0.0.1:" + holder.getLocalPort())
          .contains("ss -ltnp 'sport = :" + holder.getLocalPort() + "'")
          .doesNotContain("\tat ");
    }
  }

  /** A start that fails: its arguments, status, and what stderr has to say. */
  record Failing(String name, int status, List<String> arguments, List<String> said) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Failing> failing() {
    return Stream.of(
        new Failing(
            "every bad value at once",
            78,
            List.of(with("--http-timeout=abc", "--limits-queue-size=-1", "--log-format=xml")),
            List.of("http-timeout", "abc", "limits.queue-size", "log.format", "xml")),
        new Failing("unknown flag", 64, List.of("--lisden=1"), List.of("--listen")),
        new Failing("unknown command", 64, List.of("serv"), List.of("serve")),
        new Failing(
            "no credentials",
            78,
            List.of(with()),
            List.of(
                "pat",
                "oauth-m2m",
                "DATABRICKS_HOST and DATABRICKS_TOKEN",
                "~/.databrickscfg",
                "lakegate demo")));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void start_unusable_saysWhyAndEnds(Failing row) throws Exception {
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "http://127.0.0.1:9")
            .start(row.arguments.toArray(String[]::new))) {
      assertThat(child.exitStatus()).as(child.err().toString()).isEqualTo(row.status);
      assertThat(String.join("\n", child.err()))
          .contains(row.said.toArray(String[]::new))
          .doesNotContain("\tat ");
      assertThat(child.out()).isEmpty();
    }
  }

  @Test
  void configCheck_unservedProfiles_saysWhatServeSays() throws Exception {
    String[] wrong = with("--profile=gone", "--required-profiles=x", "--required-profiles=y");
    List<String> checked =
        endsWith78(Stream.concat(Stream.of("config", "--check"), Stream.of(wrong)));

    assertThat(checked).hasSize(3).isEqualTo(endsWith78(Stream.of(wrong)));
    assertThat(checked.getFirst()).contains("the profile gone", "/nonexistent/.databrickscfg");
  }

  private static List<String> endsWith78(Stream<String> arguments) throws InterruptedException {
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "https://a.example")
            .env("DATABRICKS_TOKEN", "canary-token")
            .start(arguments.toArray(String[]::new))) {
      assertThat(child.exitStatus()).as(child.err().toString()).isEqualTo(78);
      assertThat(child.out()).isEmpty();
      assertThat(child.err()).noneMatch(line -> line.contains("canary"));
      return child.err();
    }
  }

  @Test
  void configCheck_whatCanBeServed_okWithoutAnythingSent() throws Exception {
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child =
            ChildGateway.child()
                .env("DATABRICKS_HOST", origin.url().toString())
                .env("DATABRICKS_CLIENT_ID", "someone")
                .env("DATABRICKS_CLIENT_SECRET", "canary-secret")
                .start("config", "--check")) {
      assertThat(child.exitStatus()).as(child.err().toString()).isZero();
      assertThat(child.out()).containsExactly("ok");
      assertThat(child.err()).isEmpty();
      assertThat(origin.connections()).isZero();
    }
  }

  @Test
  void start_badFile_everyProblemWithTheNearestKey() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("lakegate.yaml"),
            "lisen: 127.0.0.1:0\nlimits:\n  queue-size: many\nnonsense: 1\n");
    try (FakeOrigin origin = FakeOrigin.start(FakeOrigin.json("{}"));
        ChildGateway child = ChildGateway.child().origin(origin).start("--config=" + file)) {
      assertThat(child.exitStatus()).isEqualTo(78);
      assertThat(String.join("\n", child.err()))
          .contains("lisen", "known one is listen", "limits.queue-size", "many", "nonsense");
    }
  }

  @Test
  void start_originIsOurselves_78() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    try (ChildGateway child =
        ChildGateway.child()
            .env("DATABRICKS_HOST", "http://localhost:" + port)
            .env("DATABRICKS_TOKEN", "canary-token")
            .start("--listen=127.0.0.1:" + port, "--admin=off")) {
      assertThat(child.exitStatus()).isEqualTo(78);
      assertThat(String.join("\n", child.err()))
          .contains("http://localhost:" + port, "itself")
          .doesNotContain("canary");
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

  private static void awaitRefusal(int port) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    assertThatIOException()
        .isThrownBy(
            () -> {
              while (System.nanoTime() < deadline) {
                RawClient.connect(port).close();
              }
            })
        .isInstanceOf(ConnectException.class);
  }

  private static boolean hasIpv6() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
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
