package io.lakegate.gateway.pages;

import io.lakegate.gateway.testing.FakeOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests for lists, and origins that hold them. */
final class Lists {

  static final String JOBS = "/api/2.2/jobs/list";

  private Lists() {}

  /** A whole GET. */
  static String get(String target, String... fields) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + lines(fields) + "\r\n";
  }

  /** A whole POST. */
  static String post(String target, String body, String... fields) {
    return "POST "
        + target
        + " HTTP/1.1\r\nHost: localhost\r\n"
        + lines(fields)
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String lines(String... fields) {
    StringBuilder lines = new StringBuilder();
    for (String field : fields) {
      lines.append(field).append("\r\n");
    }
    return lines.toString();
  }

  /** A page of jobs; the last one where there is no token. */
  static String jobs(String items, String token) {
    return "{\"jobs\":["
        + items
        + "]"
        + (token.isEmpty() ? "" : ",\"next_page_token\":\"" + token + "\"")
        + "}";
  }

  /** A page of SCIM: two of three items, or what is left of them. */
  static String scim(int startIndex, String items) {
    return "{\"totalResults\":3,\"startIndex\":%d,\"itemsPerPage\":2,\"Resources\":[%s]}"
        .formatted(startIndex, items);
  }

  /** An answer with a JSON body. */
  static String ok(String body) {
    return answer(200, "Content-Type: application/json\r\n", body);
  }

  /** An answer; each field ends its line. */
  static String answer(int status, String fields, String body) {
    return "HTTP/1.1 %d X\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, fields, body.length(), body);
  }

  /**
   * Gives one answer after the other, whatever is asked; an empty one is a reset, and one that says
   * that the connection closes is its last.
   */
  static FakeOrigin.Script inTurn(List<String> answers) {
    return inTurn(answers, new CopyOnWriteArrayList<>());
  }

  /** The same, and collects the bodies. */
  static FakeOrigin.Script inTurn(List<String> answers, List<String> bodies) {
    AtomicInteger asked = new AtomicInteger();
    return call -> {
      bodies.add(new String(call.readBody(), StandardCharsets.ISO_8859_1));
      String answer = answers.get(asked.getAndIncrement());
      if (answer.isEmpty()) {
        call.reset();
      } else {
        call.send(answer);
      }
      if (answer.contains("Connection: close")) {
        call.close();
      }
    };
  }

  /** Gives one page after the other in pieces of these sizes, in turn. */
  static FakeOrigin.Script inPieces(List<String> pages, int... sizes) {
    AtomicInteger asked = new AtomicInteger();
    return call -> {
      call.readBody();
      call.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
      String page = pages.get(asked.getAndIncrement());
      int piece = 0;
      for (int at = 0; at < page.length(); piece++) {
        int to = Math.min(page.length(), at + sizes[piece % sizes.length]);
        call.send(Integer.toHexString(to - at) + "\r\n" + page.substring(at, to) + "\r\n");
        at = to;
      }
      call.send("0\r\n\r\n");
    };
  }

  /** Sends so many bytes of white space. */
  static void blank(FakeOrigin.Call call, long bytes) throws IOException {
    byte[] white = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
    OutputStream out = call.out();
    for (long left = bytes; left > 0; left -= white.length) {
      out.write(white, 0, (int) Math.min(left, white.length));
    }
    out.flush();
  }
}
