package io.lakegate.gateway.testing;

import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;

/** An origin that sends and takes bodies of any size, and clients that fetch and send them. */
public final class LargeBodies implements AutoCloseable {

  private static final String PATH = "/api/2.0/fs/files/";

  private final FakeOrigin origin;

  private LargeBodies(FakeOrigin origin) {
    this.origin = origin;
  }

  /** Starts it. */
  public static LargeBodies start() throws IOException {
    return new LargeBodies(FakeOrigin.start(LargeBodies::answer));
  }

  /** The origin. */
  public FakeOrigin origin() {
    return origin;
  }

  private static void answer(FakeOrigin.Call call) throws IOException {
    String[] line = call.requestLine().split(" ");
    long size = Long.parseLong(line[1].substring(PATH.length()));
    if (line[0].equals("GET")) {
      call.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
      Flow.writeAll(call.out(), size);
    } else {
      String read = Long.toString(Flow.readAll(call.in(), size));
      call.send("HTTP/1.1 200 OK\r\nContent-Length: " + read.length() + "\r\n\r\n" + read);
    }
  }

  /** Fetches so many bytes; returns how many of them came as they were sent. */
  public long download(int port, long size) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send("GET " + PATH + size + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String head = client.readHead();
      if (!head.contains("Content-Length: " + size + "\r\n")) {
        throw new IOException("another answer: " + head);
      }
      return Flow.readAll(client.in(), size);
    }
  }

  /** Sends so many bytes; returns how many of them the origin has got as they were sent. */
  public long upload(int port, long size) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      client.send(
          "PUT %s%d HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
              .formatted(PATH, size, size));
      Flow.writeAll(client.out(), size);
      Answer answer = client.readAnswer();
      return Long.parseLong(answer.body());
    }
  }

  @Override
  public void close() throws IOException {
    origin.close();
  }
}
