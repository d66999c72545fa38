package io.lakegate.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The origin of one profile: checks that each request is one of that profile's, as whole as its
 * client sent it, with that profile's credential and nobody else's, and answers with what tells the
 * request from all others. Its answers are framed, and its connections end, in every way there is.
 */
final class ProfileOrigin implements AutoCloseable {

  private final String profile;
  private final ServerSocket server;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  private ProfileOrigin(String profile, ServerSocket server) {
    this.profile = profile;
    this.server = server;
  }

  /** Starts the origin of a profile on a free port. */
  static ProfileOrigin start(String profile) throws IOException {
    ProfileOrigin origin =
        new ProfileOrigin(profile, new ServerSocket(0, 512, InetAddress.ofLiteral("127.0.0.1")));
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The credential of a profile, which no client may see and no other origin may get. */
  static String token(String profile) {
    return "credential-of-" + profile;
  }

  /** What a request with this nonce is answered with, of a length that depends on it. */
  static String echo(String nonce) {
    return (nonce + ";").repeat(1 + Math.floorMod(nonce.hashCode(), 97));
  }

  /** How many requests have come whole. */
  int requests() {
    return requests.get();
  }

  /** What was wrong with any of them. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      boolean open = true;
      while (open) {
        RequestHead head = RequestHead.read(in);
        if (head.lines().getFirst().startsWith("GET /.well-known/databricks-config ")) {
          // What the gateway asks of its own accord is no exchange.
          out.write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
          out.flush();
          continue;
        }
        check(head);
        String body = readBody(head, in);
        String nonce = head.nonce();
        if (!body.isEmpty() && !body.equals(nonce)) {
          faults.add("the body '" + body + "' came with " + head);
        }
        requests.incrementAndGet();
        open = answer(nonce, head, socket, out);
      }
    } catch (IOException ended) {
      // The gateway gives up what its client has given up.
    } finally {
      sockets.remove(socket);
    }
  }

  private void check(RequestHead head) {
    head.faults(profile, url().getAuthority()).forEach(fault -> faults.add(fault + " in " + head));
  }

  private static String readBody(RequestHead head, InputStream in) throws IOException {
    if (!head.fields("transfer-encoding").isEmpty()) {
      return readChunks(in);
    }
    List<String> length = head.fields("content-length");
    return length.isEmpty() ? "" : readText(in, Integer.parseInt(length.getFirst()));
  }

  private static String readChunks(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    for (int size = Integer.parseInt(RequestHead.readLine(in), 16); size > 0; ) {
      body.append(readText(in, size));
      RequestHead.readLine(in);
      size = Integer.parseInt(RequestHead.readLine(in), 16);
    }
    RequestHead.readLine(in);
    return body.toString();
  }

  private static String readText(InputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the body is not whole");
    }
    return new String(bytes, ISO_8859_1);
  }

  /** Answers; returns whether the connection may be used again. */
  private boolean answer(String nonce, RequestHead head, Socket socket, OutputStream out)
      throws IOException {
    String text = head.isHead() ? "" : echo(nonce);
    String start =
        "HTTP/1.1 200 OK\r\nX-Nonce: " + nonce + "\r\nSet-Cookie: s=" + token(profile) + "\r\n";
    int way = Math.floorMod(nonce.hashCode() >>> 8, 200);
    if (way == 0) {
      write(out, start + "Content-Length: " + echo(nonce).length() + "\r\n\r\n" + half(text));
      socket.setSoLinger(true, 0);
      return false;
    }
    if (way < 8 && !head.isHead()) {
      write(out, start + "Connection: close\r\n\r\n" + text);
      return false;
    }
    if (way < 70 && !head.isHead()) {
      write(out, start + "Transfer-Encoding: chunked\r\n\r\n" + chunked(text));
    } else {
      write(out, start + "Content-Length: " + echo(nonce).length() + "\r\n\r\n" + text);
    }
    // Now and then a connection ends without a word, as its next request may be on the way.
    return way != 199;
  }

  private static String half(String text) {
    return text.substring(0, text.length() / 2);
  }

  private static String chunked(String text) {
    int middle = text.length() / 2;
    return Integer.toHexString(middle)
        + "\r\n"
        + text.substring(0, middle)
        + "\r\n"
        + Integer.toHexString(text.length() - middle)
        + "\r\n"
        + text.substring(middle)
        + "\r\n0\r\n\r\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
