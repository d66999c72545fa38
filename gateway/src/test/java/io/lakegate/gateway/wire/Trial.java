package io.lakegate.gateway.wire;

import io.lakegate.gateway.testing.RawClient;
import io.lakegate.gateway.testing.RawClient.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Sends raw requests to one proxy and tells what becomes of each. A Unix socket keeps what was sent
 * before its end, which TCP throws away when bytes come for a socket that is closed.
 *
 * @param socket where the proxy listens
 * @param origin what is behind it
 */
record Trial(Path socket, SeenRequests origin) {

  private static final String NEXT = "/api/2.0/next";
  private static final String FENCE = "/api/2.0/fence";
  private static final int NO_HEAD = 9;

  /** Names of fields, also where a line has white space before them. */
  private static final Pattern NAME = Pattern.compile("(?m)^[ \t]*([^:\\s]+)[ \t]*:");

  /** What travels for one hop only, or is counted by itself. */
  private static final List<String> COUNTED_ELSEWHERE =
      List.of("host", "connection", "content-length", "transfer-encoding");

  /** Sends one and waits for its end. */
  Outcome of(RawRequest request) throws IOException {
    origin.take();
    List<Answer> answers = new ArrayList<>();
    try (RawClient client = RawClient.connect(socket)) {
      var _ = send(client, request.text());
      converse(client, request.method(), answers);
    }
    boolean kept = answers.removeIf(answer -> answer.body().equals(NEXT));
    boolean sound = fence();
    List<String> names = names(request.text());
    List<SeenRequest> seen =
        origin.take().stream()
            .filter(one -> !one.target().equals(NEXT) && !one.target().equals(FENCE))
            .map(one -> one.only(names))
            .toList();
    return new Outcome(answers.stream().map(Answer::status).toList(), kept, sound, seen);
  }

  /** A proxy that has heard enough closes; what it has answered is read all the same. */
  private static boolean send(RawClient client, String text) {
    try {
      client.send(text);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** Asks for the next one behind the first answer that leaves the connection open. */
  private static void converse(RawClient client, String method, List<Answer> answers) {
    boolean asked = false;
    String expected = method;
    for (Answer answer = read(client, expected);
        answer.status() != 0;
        answer = read(client, expected)) {
      answers.add(answer);
      if (answer.status() < 200) {
        continue;
      }
      expected = "GET";
      if (!asked && !answer.field("connection").equalsIgnoreCase("close")) {
        asked = send(client, "\r\n" + get(NEXT));
      }
    }
  }

  private static Answer read(RawClient client, String method) {
    try {
      return client.readAnswer(method);
    } catch (IOException reset) {
      return new Answer(0, "", "");
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException noHead) {
      return new Answer(NO_HEAD, "", "");
    }
  }

  /** Another client: whatever is still on its way to the origin is there before it is answered. */
  private boolean fence() throws IOException {
    try (RawClient client = RawClient.connect(socket)) {
      return client.send(get(FENCE)).readAnswer().body().equals(FENCE);
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  private static List<String> names(String text) {
    return NAME.matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1).toLowerCase(Locale.ROOT))
        .filter(name -> !COUNTED_ELSEWHERE.contains(name))
        .distinct()
        .toList();
  }
}
