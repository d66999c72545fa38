package io.lakegate.gateway.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import io.lakegate.gateway.testing.Refusal;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Origins that no byte of a request reaches. */
final class UnreachableIT {

  private static final String POST =
      "POST /api/2.2/jobs/create HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}";
  private static final String PASSWORD = "not-secret";

  private static TestGateway.Builder gateway(String host) {
    return TestGateway.gateway().env("DATABRICKS_HOST", host).env("DATABRICKS_TOKEN", "test-token");
  }

  private static Refusal refused(Answer answer, int attempts) {
    assertThat(answer.field("lakegate-attempts")).isEqualTo(Integer.toString(attempts));
    return Refusal.of(answer).is(502, "ORIGIN_UNREACHABLE");
  }

  @Test
  void handle_certificateIsNotTrusted_finalAndSaysSo(@TempDir Path folder) throws Exception {
    try (SSLServerSocket origin = tlsServer(folder.resolve("key.p12"));
        TestGateway gateway = gateway("https://127.0.0.1:" + origin.getLocalPort()).start();
        RawClient client = RawClient.connect(gateway.port())) {
      Thread.ofVirtual().start(() -> shakeHands(origin));
      Refusal refusal = refused(client.send(POST).readAnswer(), 1);
      assertThat(refusal.message()).contains("not trusted");
    }
  }

  private static SSLServerSocket tlsServer(Path keys) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "origin",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
  }

  private static void shakeHands(SSLServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> readAll(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void readAll(Socket socket) {
    try (socket) {
      while (socket.getInputStream().read() >= 0) {}
    } catch (IOException refused) {
      // The gateway does not trust it.
    }
  }

  @Test
  void handle_handshakeBreaksOff_isTriedAgain() throws Exception {
    try (ServerSocket origin = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"));
        TestGateway gateway =
            gateway("https://127.0.0.1:" + origin.getLocalPort())
                .flag("retry-timeout", "2s")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      Thread.ofVirtual().start(() -> hangUp(origin));
      assertThat(refused(client.send(POST).readAnswer(), 2).message())
          .contains("nothing was sent", "TLS");
    }
  }

  private static void hangUp(ServerSocket server) {
    try {
      while (true) {
        server.accept().close();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  @Test
  void handle_hostIsUnknown_finalAndSaysSo() throws Exception {
    try (TestGateway gateway = gateway("https://lakegate.invalid").start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(refused(client.send(POST).readAnswer(), 1).message())
          .isEqualTo(
              "The origin cannot be reached; nothing was sent: the name lakegate.invalid does not"
                  + " resolve. Check the profile's host and the network.");
    }
  }

  @Test
  void handle_connectionIsRefused_saysWhereInPlainWords() throws Exception {
    int free;
    try (ServerSocket gone = new ServerSocket(0, 8, InetAddress.ofLiteral("127.0.0.1"))) {
      free = gone.getLocalPort();
    }
    try (TestGateway gateway =
            gateway("http://127.0.0.1:" + free).flag("retry-timeout", "0s").start();
        RawClient client = RawClient.connect(gateway.port())) {
      assertThat(refused(client.send(POST).readAnswer(), 1).message())
          .contains("nothing was sent: connection refused at 127.0.0.1:" + free + ".");
    }
  }

  @Test
  void handle_connectionIsClosedAfterSending_saysSoInPlainWords() throws Exception {
    FakeOrigin.Script hangsUp =
        call -> {
          call.readBody();
          call.close();
        };
    try (FakeOrigin origin = FakeOrigin.start(hangsUp);
        TestGateway gateway = gateway(origin.url().toString()).flag("retry-timeout", "0s").start();
        RawClient client = RawClient.connect(gateway.port())) {
      Refusal refusal = Refusal.of(client.send(POST).readAnswer()).is(409, "OUTCOME_UNKNOWN");
      assertThat(refusal.message()).contains("(the other side closed the connection)");
    }
  }

  @Test
  void handle_noConnectionInTime_nothingIsSent() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        TestGateway gateway =
            gateway("http://127.0.0.1:" + full.getLocalPort())
                .flag("connect-timeout", "300ms")
                .flag("retry-timeout", "0s")
                .start();
        RawClient client = RawClient.connect(gateway.port())) {
      fill(full, waiting);
      long since = System.nanoTime();
      assertThat(refused(client.send(POST).readAnswer(), 1).message())
          .contains("no connection to 127.0.0.1:" + full.getLocalPort() + " in time");
      assertThat(Duration.ofNanos(System.nanoTime() - since))
          .isBetween(Duration.ofMillis(290), Duration.ofSeconds(4));
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** The kernel answers no more connections than somebody may accept later. */
  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    while (true) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 500);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
  }
}
