package io.lakegate.gateway.pages;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What was answered for a list, as far as it came.
 *
 * @param answer the answer; a character of its body is a byte
 * @param whole whether the body ended as it was framed; otherwise the connection ended
 */
record ListAnswer(Answer answer, boolean whole) {

  /** Asks on a connection of its own. */
  static ListAnswer to(int port, String request) throws IOException {
    try (RawClient client = RawClient.connect(port)) {
      return read(client.send(request));
    }
  }

  /** Reads an answer up to where it ends or is cut. */
  static ListAnswer read(RawClient client) throws IOException {
    String head = client.readHead();
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Answer bare = new Answer(status, head, "");
    boolean whole =
        bare.field("transfer-encoding").isEmpty()
            ? readBytes(client.in(), Integer.parseInt(bare.field("content-length")), body)
            : readChunks(client.in(), body);
    return new ListAnswer(
        new Answer(status, head, body.toString(StandardCharsets.ISO_8859_1)), whole);
  }

  private static boolean readChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
    try {
      while (true) {
        String size = readLine(in);
        if (size.isEmpty()) {
          return false;
        }
        int length = Integer.parseInt(size, 16);
        if (!readBytes(in, length, body)) {
          return false;
        }
        readLine(in);
        if (length == 0) {
          return true;
        }
      }
    } catch (SocketException reset) {
      return false;
    }
  }

  private static boolean readBytes(InputStream in, int length, ByteArrayOutputStream out)
      throws IOException {
    byte[] bytes = in.readNBytes(length);
    out.writeBytes(bytes);
    return bytes.length == length;
  }

  /** A line without its end; empty where the stream ends before the line does. */
  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return "";
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  int status() {
    return answer.status();
  }

  String body() {
    return answer.body();
  }

  String field(String name) {
    return answer.field(name);
  }

  /** The lines of the body, each of which has to be ended. */
  List<String> lines() {
    String body = body();
    if (!body.isEmpty() && !body.endsWith("\n")) {
      throw new AssertionError("the last line has no end: " + body);
    }
    return body.lines().toList();
  }
}
