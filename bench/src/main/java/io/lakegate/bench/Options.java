package io.lakegate.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be measured, and for how long.
 *
 * @param only the names of the scenarios to run; empty for all
 * @param rounds starts, or pairs of runs, of which the median is told
 * @param run the time of one run under load
 * @param warmUp the time under load before the first run that counts; repeated while there were too
 *     few requests to have compiled everything
 * @param dist the directory of the program under test
 * @param out the file for the report in Markdown
 */
record Options(List<String> only, int rounds, Duration run, Duration warmUp, Path dist, Path out) {

  static final Options DEFAULTS =
      new Options(
          List.of(),
          5,
          Duration.ofSeconds(6),
          Duration.ofSeconds(15),
          Path.of("gateway/target/lakegate"),
          Path.of("bench/target/performance.md"));

  Options {
    only = List.copyOf(only);
    if (rounds < 1 || run.toSeconds() < 1 || warmUp.toSeconds() < 1) {
      throw new IllegalArgumentException("rounds, run and warm-up must be at least 1");
    }
  }

  boolean selects(String scenario) {
    return only.isEmpty() || only.contains(scenario);
  }

  /**
   * Reads {@code [SCENARIO …] [--rounds=5] [--run=6] [--warm-up=15] [--dist=DIR] [--out=FILE]},
   * times in seconds.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  static Options parse(List<String> arguments, List<String> scenarios) {
    List<String> only = new ArrayList<>();
    Options options = DEFAULTS;
    for (String argument : arguments) {
      if (argument.startsWith("--")) {
        options = options.with(argument);
      } else if (scenarios.contains(argument)) {
        only.add(argument);
      } else {
        throw new IllegalArgumentException(
            "no scenario '" + argument + "'; there are " + String.join(", ", scenarios));
      }
    }
    return new Options(
        only, options.rounds, options.run, options.warmUp, options.dist, options.out);
  }

  private Options with(String argument) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    String value = equals < 0 ? "" : argument.substring(equals + 1);
    return switch (name) {
      case "--rounds" -> new Options(only, number(name, value), run, warmUp, dist, out);
      case "--run" -> new Options(only, rounds, seconds(name, value), warmUp, dist, out);
      case "--warm-up" -> new Options(only, rounds, run, seconds(name, value), dist, out);
      case "--dist" -> new Options(only, rounds, run, warmUp, Path.of(value), out);
      case "--out" -> new Options(only, rounds, run, warmUp, dist, Path.of(value));
      default ->
          throw new IllegalArgumentException(
              "no option '"
                  + name
                  + "'; there are --rounds=N, --run=SECONDS, --warm-up=SECONDS, --dist=DIR,"
                  + " --out=FILE");
    };
  }

  private static Duration seconds(String name, String value) {
    return Duration.ofSeconds(number(name, value));
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " takes a whole number, not '" + value + "'", e);
    }
  }
}
