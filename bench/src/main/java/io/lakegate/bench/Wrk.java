package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load: 32 connections by one thread, each with one request under way at a time (a closed
 * loop).
 *
 * @param prefix what stands before it on the command line, for instance taskset
 * @param scratch a directory for its standard error
 */
record Wrk(List<String> prefix, Path scratch) {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Pattern TOTAL = Pattern.compile("(\\d+) requests in ");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([\\d.]+)");
  private static final Pattern FAULT =
      Pattern.compile("(Socket errors:.*|Non-2xx or 3xx responses:.*)");

  /**
   * What a run came to.
   *
   * @param requests answers received
   * @param perSecond answers a second
   */
  record Load(long requests, double perSecond) {}

  /**
   * Runs.
   *
   * @throws IOException if a request failed
   */
  Load run(int port, Duration time) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(Tools.WRK.path(), "-t1", "-c32", "-d" + time.toSeconds() + "s"));
    command.add("http://127.0.0.1:" + port + "/api/2.2/jobs/list");
    try (Child wrk = Child.start(command, Map.of(), scratch.resolve("wrk.log"))) {
      return parse(wrk.output(time.plus(GRACE)));
    }
  }

  static Load parse(String output) throws IOException {
    Matcher fault = FAULT.matcher(output);
    if (fault.find()) {
      throw new IOException("under load: " + fault.group(1));
    }
    Matcher total = TOTAL.matcher(output);
    Matcher rate = RATE.matcher(output);
    if (!total.find() || !rate.find()) {
      throw new IOException("wrk printed no result: " + output);
    }
    return new Load(Long.parseLong(total.group(1)), Double.parseDouble(rate.group(1)));
  }
}
