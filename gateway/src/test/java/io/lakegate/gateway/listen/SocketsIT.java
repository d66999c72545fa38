package io.lakegate.gateway.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses that are free, taken, stale or no sockets at all. */
final class SocketsIT {

  @TempDir private Path dir;
  private FakeOrigin origin;
  private Path socket;

  @BeforeEach
  void startOrigin() throws IOException {
    origin = FakeOrigin.start(FakeOrigin.json("{}"));
    socket = dir.resolve("gateway.sock");
  }

  @AfterEach
  void stopOrigin() throws IOException {
    origin.close();
  }

  private TestGateway.Builder onSocket() {
    return TestGateway.gateway().origin(origin).flag("listen", "unix:" + socket);
  }

  @Test
  void unixSocket_new_isItsOwnersOnly() throws IOException {
    try (TestGateway gateway = onSocket().start()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      assertThat(gateway.running().readyLine()).startsWith("lakegate ready listen=unix:" + socket);
      assertServed();
    }
  }

  private void assertServed() throws IOException {
    try (RawClient client = RawClient.connect(socket)) {
      client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void unixSocket_stale_isReplaced() throws IOException {
    bound().close();
    assertThat(socket).exists();
    try (TestGateway gateway = onSocket().start()) {
      assertThat(gateway.running().address()).hasToString("unix:" + socket);
      assertServed();
    }
  }

  @Test
  void unixSocket_answered_isLeftAlone() throws IOException {
    try (ServerSocketChannel other = bound()) {
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> onSocket().start())
          .withMessageContaining(socket.toString())
          .withMessageContaining("another program answers");
      assertThat(other.isOpen()).isTrue();
      assertThat(socket).exists();
    }
  }

  private ServerSocketChannel bound() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(socket));
  }

  @Test
  void unixSocket_isAFile_isNotDeleted() throws IOException {
    Files.writeString(socket, "precious");
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> onSocket().start())
        .withMessageContaining("is no socket");
    assertThat(socket).hasContent("precious");
  }

  @Test
  void unixSocket_noSuchFolder_saysWhere() {
    socket = dir.resolve("missing").resolve("gateway.sock");
    assertThatExceptionOfType(BindException.class)
        .isThrownBy(() -> onSocket().start())
        .withMessageContaining(socket.toString());
  }

  @Test
  void port_ofAnotherGateway_isNotShared() {
    try (TestGateway first = TestGateway.gateway().origin(origin).start()) {
      TestGateway.Builder second =
          TestGateway.gateway().origin(origin).flag("listen", "127.0.0.1:" + first.port());
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(second::start)
          .withMessageContaining("the listener 'data'")
          .withMessageContaining("ss -ltnp 'sport = :" + first.port() + "'");
    }
  }

  @Test
  void start_laterListenerFails_earlierOnesAreClosed() throws IOException {
    Files.writeString(socket, "no socket");
    int free;
    try (TestGateway first = TestGateway.gateway().origin(origin).start()) {
      free = first.port();
    }
    TestGateway.Builder failing =
        TestGateway.gateway().origin(origin).flag("listen", "127.0.0.1:" + free, "unix:" + socket);
    assertThatExceptionOfType(BindException.class).isThrownBy(failing::start);
    try (TestGateway again =
        TestGateway.gateway().origin(origin).flag("listen", "127.0.0.1:" + free).start()) {
      assertThat(again.port()).isEqualTo(free);
    }
  }

  @Test
  void listeners_several_haveNamesAndPortsOfTheirOwn() {
    try (TestGateway gateway =
        TestGateway.gateway()
            .origin(origin)
            .flag("listen", "127.0.0.1:0", "[::1]:0", "unix:" + socket)
            .start()) {
      assertThat(gateway.running().addresses()).containsOnlyKeys("data", "data-2", "data-3");
      assertThat(gateway.portOf("data")).isNotEqualTo(gateway.portOf("data-2")).isPositive();
    }
  }
}
