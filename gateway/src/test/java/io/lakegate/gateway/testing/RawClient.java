package io.lakegate.gateway.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** A client that sends exactly the bytes it is given, and reads answers without any leniency. */
public final class RawClient implements AutoCloseable {

  private static final int READ_TIMEOUT_MILLIS = 20_000;

  private final AutoCloseable socket;
  private final InputStream in;
  private final OutputStream out;

  private RawClient(AutoCloseable socket, InputStream in, OutputStream out) {
    this.socket = socket;
    this.in = new BufferedInputStream(in);
    this.out = out;
  }

  /** Connects to a loopback port. */
  public static RawClient connect(int port) throws IOException {
    return connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
  }

  /** Connects to a loopback port, and waits so long for each byte. */
  public static RawClient connect(int port, Duration patience) throws IOException {
    RawClient client = connect(port);
    if (client.socket instanceof Socket tcp) {
      tcp.setSoTimeout(Math.toIntExact(patience.toMillis()));
    }
    return client;
  }

  /** Connects to a port of the IPv6 loopback address. */
  public static RawClient connectIpv6(int port) throws IOException {
    return connect(new InetSocketAddress(InetAddress.ofLiteral("::1"), port));
  }

  /** Connects to an address. */
  public static RawClient connect(SocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.connect(address);
    socket.setSoTimeout(READ_TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    return new RawClient(socket, socket.getInputStream(), socket.getOutputStream());
  }

  /** Connects to a Unix socket. */
  public static RawClient connect(Path path) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(path));
    return new RawClient(
        channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  /** Sends text as ISO 8859-1 bytes. */
  public RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends bytes. */
  public RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** Ends what is sent, and still reads. */
  public RawClient end() throws IOException {
    switch (socket) {
      case Socket tcp -> tcp.shutdownOutput();
      case SocketChannel unix -> unix.shutdownOutput();
      default -> throw new IllegalStateException("no socket: " + socket);
    }
    return this;
  }

  /** The stream of what the server sends. */
  public InputStream in() {
    return in;
  }

  /** The stream of what the client sends. */
  public OutputStream out() {
    return out;
  }

  /** Reads one head, up to and with its empty line. Empty text when the server has closed. */
  public String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int state = 0;
    while (state < 4) {
      int b = in.read();
      if (b < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(b);
      boolean expected = (state % 2 == 0 && b == '\r') || (state % 2 == 1 && b == '\n');
      state = expected ? state + 1 : b == '\r' ? 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads a head and its body, as framed. */
  public Answer readAnswer() throws IOException {
    return readAnswer("GET");
  }

  /** Reads the answer to a request with the method given. */
  public Answer readAnswer(String method) throws IOException {
    String head = readHead();
    if (head.isEmpty()) {
      return new Answer(0, "", "");
    }
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    Answer bare = new Answer(status, head, "");
    if (status < 200 || method.equals("HEAD") || status == 204 || status == 304) {
      return bare;
    }
    if (bare.field("transfer-encoding").equalsIgnoreCase("chunked")) {
      return new Answer(status, head, readChunks());
    }
    String length = bare.field("content-length");
    byte[] body = length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    return new Answer(status, head, new String(body, StandardCharsets.ISO_8859_1));
  }

  private String readChunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String line = readLine();
      if (line.isEmpty()) {
        throw new IOException("the chunked body was cut short after " + body.size() + " bytes");
      }
      int size = Integer.parseInt(line, 16);
      if (size == 0) {
        String trailers = readLine();
        while (!trailers.isEmpty()) {
          trailers = readLine();
        }
        return body.toString(StandardCharsets.ISO_8859_1);
      }
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size) {
        throw new IOException("a chunk was cut short");
      }
      body.write(chunk);
      readLine();
    }
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  /** Whether the server has closed the connection; waits for it. */
  public boolean isClosedByServer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  /** Resets the connection. */
  public void reset() throws IOException {
    if (socket instanceof Socket tcp) {
      tcp.setSoLinger(true, 0);
    }
    close();
  }

  @Override
  public void close() throws IOException {
    try {
      socket.close();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /**
   * An answer.
   *
   * @param status the status code, 0 where the server closed without an answer
   * @param head the head, as it came
   * @param body the body, its chunks put together
   */
  public record Answer(int status, String head, String body) {

    /** The value of a field, empty where there is none. */
    public String field(String name) {
      for (String line : head.split("\r\n")) {
        int colon = line.indexOf(':');
        if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
          return line.substring(colon + 1).strip();
        }
      }
      return "";
    }
  }
}
