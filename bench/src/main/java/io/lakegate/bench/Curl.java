package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The reader of what is gathered: one process that reads whole answers and keeps its connection
 * from one to the next.
 *
 * @param scratch a directory for its standard error
 */
record Curl(Path scratch) {

  static final Path NOWHERE = Path.of("/dev/null");

  private static final Duration WITHIN = Duration.ofMinutes(5);

  /**
   * What a process read.
   *
   * @param answers how many, each a 200
   * @param bytes of their bodies together
   */
  record Answers(int answers, long bytes) {}

  /**
   * What a process read, and how long it took.
   *
   * @param answers all of them
   * @param time from the start of the process to its end
   */
  record Fetched(Answers answers, Duration time) {

    /**
     * The time, once it is known what for.
     *
     * @throws IOException if these are not the answers expected
     */
    Duration timeOf(Answers expected) throws IOException {
      if (!answers.equals(expected)) {
        throw new IOException("expected %s, got %s".formatted(expected, answers));
      }
      return time;
    }
  }

  /**
   * Reads everything that a URL names, one after another: {@code [1-300]} in it is a range.
   *
   * @param accept the kind of content to ask for
   * @param out the file for the bodies
   * @throws IOException if an answer is not a 200, or not whole
   */
  Fetched get(String url, String accept, Path out) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Tools.CURL.path(), "-q", "-s", "-S"));
    command.addAll(List.of("-o", out.toString(), "-w", "%{http_code} %{size_download}\\n"));
    command.addAll(List.of("-H", "Accept: " + accept, url));
    try (Child curl = Child.start(command, Map.of(), scratch.resolve("curl.log"))) {
      String output = curl.output(WITHIN);
      Duration time = Duration.ofNanos(System.nanoTime() - curl.startNanos());
      return new Fetched(parse(output, url), time);
    }
  }

  static Answers parse(String output, String url) throws IOException {
    int answers = 0;
    long bytes = 0;
    for (String line : output.lines().toList()) {
      String[] words = line.split(" ");
      if (!words[0].equals("200")) {
        throw new IOException("expected a 200 from " + url + ", got a " + words[0]);
      }
      answers++;
      bytes += Long.parseLong(words[1]);
    }
    return new Answers(answers, bytes);
  }
}
