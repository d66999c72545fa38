package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** One HTTP/1.1 connection on a bare socket, so that nothing of a client library is measured. */
final class Connection implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final byte[] REQUEST =
      "GET /api/2.2/jobs/list HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n"
          .getBytes(ISO_8859_1);
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final InputStream in;

  private Connection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static Connection open(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(address(port), TIMEOUT_MILLIS);
      return new Connection(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Waits until a port takes connections. */
  static void awaitOpen(int port, Duration atMost) throws IOException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      try (Socket probe = new Socket()) {
        probe.connect(address(port), TIMEOUT_MILLIS);
        return;
      } catch (IOException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException("nothing listens on port " + port, e);
        }
        Pause.millis(20);
      }
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /**
   * Sends one GET and reads the whole answer.
   *
   * @return the moment of its first byte, as of {@link System#nanoTime()}
   * @throws IOException if the answer is not a 200 with a length
   */
  long get() throws IOException {
    socket.getOutputStream().write(REQUEST);
    in.mark(1);
    if (in.read() < 0) {
      throw new IOException("the connection was closed instead of an answer");
    }
    long firstByteNanos = System.nanoTime();
    in.reset();
    String status = line();
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("expected a 200, got: " + status);
    }
    in.skipNBytes(bodyLength());
    return firstByteNanos;
  }

  private long bodyLength() throws IOException {
    long length = -1;
    for (String field = line(); !field.isEmpty(); field = line()) {
      if (field.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Long.parseLong(field.substring(LENGTH.length()).strip());
      }
    }
    if (length < 0) {
      throw new IOException("the answer has no Content-Length");
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the answer ends within its head");
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
