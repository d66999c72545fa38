package io.lakegate.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.lakegate.gateway.testing.FakeOrigin;
import io.lakegate.gateway.testing.Flow;
import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.TestGateway;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who does not read stops who writes, through the gateway, and nothing is lost. */
final class BackPressureIT {

  private static final long MIB = 1024 * 1024;
  private static final long TOTAL = 192 * MIB;

  /** The socket buffers of the kernel on both hops, and little more. */
  private static final long BOUND = 32 * MIB;

  private static final long PATIENCE_SECONDS = 30;
  private static final int TURNS = 4;

  @Test
  void download_pausedReader_stopsTheOrigin() throws Exception {
    CompletableFuture<Long> blockedAt = new CompletableFuture<>();
    CountDownLatch goOn = new CountDownLatch(1);
    try (ServerSocketChannel origin = ServerSocketChannel.open()) {
      origin.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      Thread.ofVirtual().start(() -> serve(origin, blockedAt, goOn));
      int port = ((InetSocketAddress) origin.getLocalAddress()).getPort();
      try (TestGateway gateway =
              TestGateway.gateway()
                  .env("DATABRICKS_HOST", "http://127.0.0.1:" + port)
                  .env("DATABRICKS_TOKEN", "test-token")
                  .start();
          RawClient client = RawClient.connect(gateway.port())) {
        client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200");
        assertThat(blockedAt.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isLessThan(BOUND);

        goOn.countDown();
        assertThat(Flow.readAll(client.in(), TOTAL)).isEqualTo(TOTAL);
      }
    }
  }

  @Test
  void download_readerThatStops_isGivenUpWithItsOriginConnection() throws Exception {
    CompletableFuture<Boolean> cut = new CompletableFuture<>();
    FakeOrigin.Script fast =
        call -> {
          call.send("HTTP/1.1 200 OK\r\nContent-Length: " + TOTAL + "\r\n\r\n");
          try {
            Flow.writeAll(call.out(), TOTAL);
            cut.complete(false);
          } catch (IOException e) {
            cut.complete(true);
          }
        };
    try (FakeOrigin origin = FakeOrigin.start(fast);
        TestGateway gateway =
            TestGateway.gateway().origin(origin).flag("client-idle-timeout", "1s").start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      assertThat(cut.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      // The exchange is counted when both its connections have ended, of which this was the first.
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      String metrics = metrics(gateway);
      while (!metrics.contains("error=\"CLIENT_STALLED\"") && System.nanoTime() < end) {
        metrics = metrics(gateway);
      }
      assertThat(metrics).contains("error=\"CLIENT_STALLED\"");
    }
  }

  private static String metrics(TestGateway gateway) throws IOException {
    try (RawClient client = RawClient.connect(gateway.adminPort())) {
      return client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n").readAnswer().body();
    }
  }

  @Test
  @Tag("slow")
  void download_readerThatPauses_isNotGivenUp() throws Exception {
    SynchronousQueue<Boolean> blocked = new SynchronousQueue<>();
    try (ServerSocketChannel origin = ServerSocketChannel.open()) {
      origin.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      Thread.ofVirtual().start(() -> serveInTurns(origin, blocked));
      int port = ((InetSocketAddress) origin.getLocalAddress()).getPort();
      try (TestGateway gateway =
              TestGateway.gateway()
                  .env("DATABRICKS_HOST", "http://127.0.0.1:" + port)
                  .env("DATABRICKS_TOKEN", "test-token")
                  .flag("client-idle-timeout", "2s")
                  .start();
          RawClient client = RawClient.connect(gateway.port())) {
        client.send("GET /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200");
        long read = 0;
        for (int turn = 0; turn < TURNS; turn++) {
          assertThat(blocked.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
          read += client.in().readNBytes((int) BOUND).length;
        }
        read += client.in().transferTo(OutputStream.nullOutputStream());
        assertThat(read).isEqualTo(TOTAL);
      }
    }
  }

  /** Each turn takes most of a second; all together take longer than the gateway's patience. */
  private static void serveInTurns(ServerSocketChannel origin, SynchronousQueue<Boolean> blocked) {
    try (SocketChannel channel = asked(origin)) {
      write(
          channel, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + TOTAL + "\r\n\r\n");
      Flow flow = new Flow(channel, TOTAL);
      for (int turn = 0; turn < TURNS; turn++) {
        boolean more = flow.writeUntilBlocked() < TOTAL;
        if (!blocked.offer(more, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
      flow.writeRest();
    } catch (IOException | InterruptedException e) {
      // The client misses bytes then.
    }
  }

  private static void serve(
      ServerSocketChannel origin, CompletableFuture<Long> blockedAt, CountDownLatch goOn) {
    try (SocketChannel channel = asked(origin)) {
      write(channel, "HTTP/1.1 200 OK\r\nContent-Length: " + TOTAL + "\r\n\r\n");
      Flow flow = new Flow(channel, TOTAL);
      blockedAt.complete(flow.writeUntilBlocked());
      if (goOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        flow.writeRest();
        // The gateway closes when it does.
        channel.read(ByteBuffer.allocate(1));
      }
    } catch (IOException | InterruptedException e) {
      blockedAt.completeExceptionally(e);
    }
  }

  /** The connection of the client's request; the gateway asks for itself what the host is. */
  private static SocketChannel asked(ServerSocketChannel origin) throws IOException {
    SocketChannel channel = origin.accept();
    while (readHead(channel).startsWith("GET /.well-known/")) {
      write(channel, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
      channel.close();
      channel = origin.accept();
    }
    return channel;
  }

  private static String readHead(SocketChannel channel) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.indexOf("\r\n\r\n") < 0 && channel.read(one) > 0) {
      head.append((char) one.flip().get());
      one.clear();
    }
    return head.toString();
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Expect: 100-continue\r\n"})
  void upload_pausedOrigin_stopsTheClient(String expect) throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    FakeOrigin.Script slow =
        call -> {
          awaitOrFail(goOn);
          long read = Flow.readAll(call.in(), TOTAL);
          call.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + read);
        };
    try (FakeOrigin origin = FakeOrigin.start(slow);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        SocketChannel channel = SocketChannel.open()) {
      channel.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), gateway.port()));
      write(
          channel,
          "PUT /api/2.0/x HTTP/1.1\r\nHost: localhost\r\n"
              + expect
              + "Content-Length: "
              + TOTAL
              + "\r\n\r\n");
      if (!expect.isEmpty()) {
        readHead(channel);
      }
      Flow flow = new Flow(channel, TOTAL);
      assertThat(flow.writeUntilBlocked()).isLessThan(BOUND);

      goOn.countDown();
      flow.writeRest();
      readHead(channel);
      ByteBuffer body = ByteBuffer.allocate(9);
      while (body.hasRemaining() && channel.read(body) > 0) {}
      assertThat(new String(body.array(), StandardCharsets.ISO_8859_1))
          .isEqualTo(Long.toString(TOTAL));
    }
  }

  private static void awaitOrFail(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("nobody let the origin go on");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Each event is read before the next one is sent: nothing may wait for more. */
  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/json"})
  void stream_eachChunk_arrivesBeforeTheNextIsSent(String type) throws Exception {
    int events = 20;
    java.util.concurrent.Semaphore seen = new java.util.concurrent.Semaphore(0);
    FakeOrigin.Script script =
        call -> {
          call.send(
              "HTTP/1.1 200 OK\r\nContent-Type: "
                  + type
                  + "\r\nTransfer-Encoding: chunked\r\n\r\n");
          for (int i = 0; i < events; i++) {
            call.send("8\r\ndata: %02d\r\n".formatted(i));
            try {
              if (!seen.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("an event was held back");
              }
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
          call.send("0\r\n\r\n");
        };
    try (FakeOrigin origin = FakeOrigin.start(script);
        TestGateway gateway = TestGateway.gateway().origin(origin).start();
        RawClient client = RawClient.connect(gateway.port())) {
      client.send("GET /serving-endpoints/x HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(client.readHead()).startsWith("HTTP/1.1 200");
      for (int i = 0; i < events; i++) {
        String chunk = new String(client.in().readNBytes(13), StandardCharsets.ISO_8859_1);
        assertThat(chunk).isEqualTo("8\r\ndata: %02d\r\n".formatted(i));
        seen.release();
      }
      assertThat(new String(client.in().readNBytes(5), StandardCharsets.ISO_8859_1))
          .isEqualTo("0\r\n\r\n");
    }
  }
}
