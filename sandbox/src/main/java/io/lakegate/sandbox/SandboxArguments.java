package io.lakegate.sandbox;

import io.lakegate.sandbox.spelling.Nearest;
import io.lakegate.sandbox.time.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The command line of the sandbox. Every problem is reported at once. */
final class SandboxArguments {
  static final String HELP =
      """
      Usage: lakegate sandbox [options]

      A stand-in Databricks workspace on loopback, with its state in memory. It runs until it is
      interrupted.

        --port N                  port to bind (0 = a free one; default 0)
        --host ADDRESS            address to bind (default 127.0.0.1); whoever can reach it can use
                                  the sandbox
        --token TOKEN             personal access token to accept (default dapi-sandbox-demo-token)
        --client-id ID            OAuth client to accept (default sandbox-client)
        --client-secret SECRET    its secret (default sandbox-client-secret)
        --token-lifetime TIME     how long OAuth tokens live, as 30s, 5m or 1h (default 1h)
        --requests-per-second N   answer 429 above this rate (0 = never; default 0)
        --operation-time TIME     how long other operations than those of clusters and
                                  runs are under way (default 2s)
        --jobs N                  jobs that exist at the start (default 1200)
        --help                    this text

      It is steered by JSON at paths of its own, which need no credential. GET shows
      what is set there, DELETE forgets it:

        POST /sandbox/faults   disturb requests: {"path":"/api","status":503,"skip":2}
          path       a path with all below it, a glob (* within a segment, ** across), or
                     regex:EXPRESSION for the whole path
          method     GET, POST, ... (any)
          status     answer with it instead (200 to 599); body: a text or JSON (an error)
          reset      true: cut the connection instead (false)
          truncate   so many bytes of the body, then cut the connection
          delay      before the answer: "500ms", "5s", "2m", or milliseconds (0)
          headers    {"Retry-After":"1"}: fields to add to the answer
          after      true: do what is asked first, then lose its answer, or give the one of
                     status instead (false)
          skip       how many requests pass before (0)
          times      how often it is done, or "always" (1)

        POST /sandbox/lists    fill and page a list: {"path":"/api/2.0/apps","items":45,
                               "page_size":10}; also empty_page_at, repeat_token,
                               empty_token, absent_when_empty, has_more_without_token
        POST /sandbox/waits    steer the next operation: {"wait":"WaitGetAppActive",
                               "outcome":"failure","duration_ms":500}; outcomes are
                               success, failure, dead, never and unknown-first; also
                               state, states, message, error_code, members, times;
                               with the path that shows a thing, make that thing. GET
                               lists the names of all waits, and what triggers them

      GET /sandbox/counters tells what was asked and begun, POST /sandbox/reset goes
      back to the start.""";

  private static final List<String> OPTIONS =
      List.of(
          "--port",
          "--host",
          "--token",
          "--client-id",
          "--client-secret",
          "--token-lifetime",
          "--requests-per-second",
          "--operation-time",
          "--jobs",
          "--help");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private SandboxArguments() {}

  static Parsed parse(String... args) {
    SandboxArguments arguments = new SandboxArguments();
    arguments.read(List.of(args));
    if (arguments.values.containsKey("--help")) {
      return new Help();
    }
    SandboxConfig config = arguments.config();
    return arguments.problems.isEmpty()
        ? new Serve(config)
        : new Wrong(List.copyOf(arguments.problems));
  }

  /** Takes {@code --name value} and {@code --name=value}; a repeated option's last value counts. */
  private void read(List<String> args) {
    int next = 0;
    while (next < args.size()) {
      String argument = args.get(next++);
      int equals = argument.indexOf('=');
      String written = equals < 0 ? argument : argument.substring(0, equals);
      String name = written.equals("-h") ? "--help" : written;
      if (!OPTIONS.contains(name)) {
        problems.add(
            "unknown option '%s'%s (--help lists all)"
                .formatted(name, nearest(name).map(near -> "; the nearest is " + near).orElse("")));
        boolean hasValue = name.startsWith("--") && equals < 0 && next < args.size();
        next += hasValue && !args.get(next).startsWith("--") ? 1 : 0;
      } else if (name.equals("--help")) {
        values.put(name, "");
      } else if (equals >= 0) {
        values.put(name, argument.substring(equals + 1));
      } else if (next < args.size()) {
        values.put(name, args.get(next++));
      } else {
        problems.add("option " + name + " needs a value");
      }
    }
  }

  private SandboxConfig config() {
    SandboxConfig.Access defaults = SandboxConfig.Access.defaults();
    SandboxConfig.Access access =
        new SandboxConfig.Access(
            List.of(text("--token", defaults.tokens().getFirst())),
            text("--client-id", defaults.clientId()),
            text("--client-secret", defaults.clientSecret()),
            time("--token-lifetime", defaults.tokenLifetime(), Duration.ofSeconds(1)));
    SandboxConfig.Timings timings = SandboxConfig.Timings.defaults();
    Duration operation = time("--operation-time", timings.operation(), Duration.ZERO);
    return SandboxConfig.defaults()
        .withHost(text("--host", "127.0.0.1"))
        .withPort(number("--port", 0, 65_535))
        .withRequestsPerSecond(number("--requests-per-second", 0, 1_000_000))
        .withJobs(number("--jobs", 1_200, 1_000_000))
        .withTimings(timings.withOperation(operation))
        .withAccess(access);
  }

  private String text(String name, String otherwise) {
    String value = values.getOrDefault(name, otherwise);
    if (value.isBlank()) {
      problems.add("option " + name + " needs a value that is not blank");
      return otherwise;
    }
    return value;
  }

  private int number(String name, int otherwise, int most) {
    Optional<String> value = Optional.ofNullable(values.get(name));
    if (value.isEmpty()) {
      return otherwise;
    }
    Optional<Integer> number =
        value
            .filter(text -> text.matches("\\d{1,9}"))
            .map(Integer::valueOf)
            .filter(whole -> whole <= most);
    if (number.isEmpty()) {
      problems.add(
          "option %s: expected a whole number from 0 to %d, got '%s'"
              .formatted(name, most, value.get()));
    }
    return number.orElse(otherwise);
  }

  private Duration time(String name, Duration otherwise, Duration least) {
    Optional<String> value = Optional.ofNullable(values.get(name));
    if (value.isEmpty()) {
      return otherwise;
    }
    Optional<Duration> time =
        value.flatMap(DurationText::parse).filter(found -> found.compareTo(least) >= 0);
    if (time.isEmpty()) {
      problems.add(
          "option %s: expected a time of at least %ds, as 30s, 5m or 1h, got '%s'"
              .formatted(name, least.toSeconds(), value.get()));
    }
    return time.orElse(otherwise);
  }

  /** The option that was meant, where one is near: one slip in three letters. */
  private static Optional<String> nearest(String name) {
    return OPTIONS.stream()
        .min(Comparator.comparingInt(option -> cost(name, option)))
        .filter(option -> cost(name, option) <= name.length() / 3);
  }

  /** A word that is left out in front counts as one letter. */
  private static int cost(String name, String option) {
    int cost = Nearest.distance(name, option);
    for (int at = option.indexOf('-', 2); at >= 0; at = option.indexOf('-', at + 1)) {
      cost = Math.min(cost, 1 + Nearest.distance(name, "-" + option.substring(at)));
    }
    return cost;
  }

  /** What a command line asks for. */
  sealed interface Parsed {}

  /** Asks for the help. */
  record Help() implements Parsed {}

  /** Asks for a sandbox. */
  record Serve(SandboxConfig config) implements Parsed {}

  /** Asks for what cannot be. */
  record Wrong(List<String> problems) implements Parsed {}
}
