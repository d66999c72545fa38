package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An origin in this process that gives a list of jobs page by page. Heads and bodies are made
 * beforehand, outside the heap, so that an answer is one system call; each connection has its own
 * thread and is kept.
 */
final class PagesOrigin implements AutoCloseable {

  static final String PATH = "/api/2.2/jobs/list";

  private static final Pattern LIST =
      Pattern.compile("GET " + Pattern.quote(PATH) + "((?:\\?\\S*)?) HTTP/1\\.1\r\n");

  private static final String TOKEN = "page_token=";
  private static final String END_OF_HEAD = "\r\n\r\n";

  /** More than a page, so that whoever reads it need not be waited for. */
  private static final int SEND_BUFFER_BYTES = 256 * 1024;

  private static final int HEAD_BYTES = 16 * 1024;

  private final ServerSocketChannel server;
  private final int port;
  private final List<ByteBuffer> pages;
  private final ByteBuffer notFound;

  private PagesOrigin(ServerSocketChannel server, int port, List<ByteBuffer> pages) {
    this.server = server;
    this.port = port;
    this.pages = pages;
    this.notFound =
        answer(
            "404 Not Found",
            "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"not here\"}"
                .getBytes(ISO_8859_1));
  }

  static PagesOrigin start(List<byte[]> bodies) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
    List<ByteBuffer> pages = bodies.stream().map(body -> answer("200 OK", body)).toList();
    PagesOrigin origin = new PagesOrigin(server, port, pages);
    Thread.ofPlatform().daemon().start(origin::accept);
    return origin;
  }

  int port() {
    return port;
  }

  private static ByteBuffer answer(String status, byte[] body) {
    byte[] head =
        ("HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d" + END_OF_HEAD)
            .formatted(status, body.length)
            .getBytes(ISO_8859_1);
    return ByteBuffer.allocateDirect(head.length + body.length).put(head).put(body).flip();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        Thread.ofPlatform().daemon().start(() -> serve(channel));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SocketChannel accepted) {
    try (SocketChannel channel = accepted) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.setOption(StandardSocketOptions.SO_SNDBUF, SEND_BUFFER_BYTES);
      ByteBuffer in = ByteBuffer.allocateDirect(HEAD_BYTES);
      while (in.hasRemaining() && channel.read(in) >= 0) {
        String head = ISO_8859_1.decode(in.duplicate().flip()).toString();
        if (head.endsWith(END_OF_HEAD)) {
          send(answerTo(head), channel);
          in.clear();
        }
      }
    } catch (IOException reset) {
      // The client was ended, as each is at last; one that misses its answer says so itself.
    }
  }

  private static void send(ByteBuffer answer, SocketChannel channel) throws IOException {
    while (answer.hasRemaining()) {
      channel.write(answer);
    }
  }

  private ByteBuffer answerTo(String head) {
    int page = page(head).orElse(pages.size());
    return (page < pages.size() ? pages.get(page) : notFound).duplicate();
  }

  /** The page that a request asks for, if it asks for the list. */
  static OptionalInt page(String head) {
    Matcher list = LIST.matcher(head);
    if (!list.lookingAt()) {
      return OptionalInt.empty();
    }
    for (String parameter : list.group(1).split("[?&]")) {
      if (parameter.startsWith(TOKEN)) {
        return OptionalInt.of(Integer.parseInt(parameter.substring(TOKEN.length())));
      }
    }
    return OptionalInt.of(0);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
