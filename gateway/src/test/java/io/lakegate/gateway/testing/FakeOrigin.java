package io.lakegate.gateway.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An origin that answers with exactly the bytes that a test writes. */
public final class FakeOrigin implements AutoCloseable {

  /** Answers one request. */
  @FunctionalInterface
  public interface Script {
    /** Answers; what it throws ends the connection. */
    void answer(Call call) throws IOException;
  }

  private static final int RESET = 0;

  private final ServerSocket server;
  private final Script script;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch refused = new CountDownLatch(1);
  private volatile String metadata = "";

  private FakeOrigin(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  /** Starts an origin on a free port. */
  public static FakeOrigin start(Script script) throws IOException {
    return startAt(0, script);
  }

  /** Starts an origin on a port that was free a moment ago. */
  public static FakeOrigin startAt(int port, Script script) throws IOException {
    FakeOrigin origin =
        new FakeOrigin(new ServerSocket(port, 512, InetAddress.ofLiteral("127.0.0.1")), script);
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  /** Answers every request with a small JSON object. */
  public static Script json(String body) {
    return call -> {
      call.readBody();
      call.send(
          "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
    };
  }

  /** Has it tell this of itself; otherwise it says that it has no such document. */
  public FakeOrigin telling(String document) {
    metadata = document;
    return this;
  }

  /** The origin's URL. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The requests so far. */
  public List<Call> calls() {
    return calls;
  }

  /** How many connections were opened. */
  public int connections() {
    return connections.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      sockets.forEach(FakeOrigin::quietly);
    } finally {
      refused.countDown();
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean known = false;
      while (true) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return;
        }
        Call call = new Call(head, in, socket);
        if (asksWhatItIs(call)) {
          tell(call);
          continue;
        }
        if (!known) {
          known = true;
          connections.incrementAndGet();
        }
        calls.add(call);
        script.answer(call);
      }
    } catch (IOException ended) {
      quietly(socket);
    }
  }

  /** A gateway asks that of its own accord, at a time that no test knows. */
  private static boolean asksWhatItIs(Call call) {
    return call.requestLine().startsWith("GET /.well-known/databricks-config ")
        && call.field("user-agent").contains("auth/none");
  }

  private void tell(Call call) throws IOException {
    String status = metadata.isEmpty() ? "404 Not Found" : "200 OK";
    call.send(
        "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(status, metadata.length(), metadata));
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String readHead(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    int b = in.read();
    while (b >= 0) {
      head.write(b);
      last = (last << 8) | b;
      if (last == 0x0d0a0d0a) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      b = in.read();
    }
    return "";
  }

  /**
   * Returns when nobody can connect any more: the port is open as long as a thread accepts on it.
   */
  @Override
  public void close() throws IOException {
    server.close();
    try {
      if (!refused.await(10, TimeUnit.SECONDS)) {
        throw new IOException("the port is still open");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    sockets.forEach(FakeOrigin::quietly);
  }

  /** One request to the origin. */
  public static final class Call {

    private final String head;
    private final InputStream in;
    private final Socket socket;

    Call(String head, InputStream in, Socket socket) {
      this.head = head;
      this.in = in;
      this.socket = socket;
    }

    /** The head as it came. */
    public String head() {
      return head;
    }

    /** The request line. */
    public String requestLine() {
      return head.substring(0, head.indexOf("\r\n"));
    }

    /** The value of a field, empty where there is none. */
    public String field(String name) {
      return String.join(", ", fields(name));
    }

    /** The values of a field. */
    public List<String> fields(String name) {
      return head.lines()
          .skip(1)
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .toList();
    }

    /** The stream of what follows the head. */
    public InputStream in() {
      return in;
    }

    /** The stream of what is answered. */
    public OutputStream out() throws IOException {
      return socket.getOutputStream();
    }

    /** Reads the body as it is framed. */
    public byte[] readBody() throws IOException {
      String length = field("content-length");
      if (!length.isEmpty()) {
        return in.readNBytes(Integer.parseInt(length));
      }
      return field("transfer-encoding").equalsIgnoreCase("chunked") ? readChunks() : new byte[0];
    }

    private byte[] readChunks() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      while (true) {
        int size = Integer.parseInt(readLine(), 16);
        body.write(in.readNBytes(size));
        String line = readLine();
        if (size == 0) {
          while (!line.isEmpty()) {
            line = readLine();
          }
          return body.toByteArray();
        }
      }
    }

    private String readLine() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int b = in.read(); b != '\n'; b = in.read()) {
        if (b < 0) {
          throw new IOException("the client left within a line");
        }
        if (b != '\r') {
          line.append((char) b);
        }
      }
      return line.toString();
    }

    /** Sends text as ISO 8859-1 bytes. */
    public void send(String text) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /**
     * Pauses; returns at once when the other side leaves, and whether it has. A reset is such an
     * end, and what else comes waits to be read.
     */
    public boolean leavesWithin(Duration pause) throws IOException {
      socket.setSoTimeout(Math.toIntExact(pause.toMillis()));
      in.mark(1);
      try {
        boolean left = in.read() < 0;
        in.reset();
        return left;
      } catch (SocketTimeoutException there) {
        return false;
      } catch (SocketException reset) {
        return true;
      } finally {
        socket.setSoTimeout(0);
      }
    }

    /** Closes the connection in good order. */
    public void close() throws IOException {
      socket.close();
    }

    /** Ends what is sent, and still sees when the other side closes. */
    public void end() throws IOException {
      socket.shutdownOutput();
    }

    /** Resets the connection. */
    public void reset() throws IOException {
      socket.setSoLinger(true, RESET);
      socket.close();
    }
  }
}
