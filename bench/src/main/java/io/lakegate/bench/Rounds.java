package io.lakegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToDoubleFunction;

/**
 * Runs of several programs, always one of each close together. Who goes first alternates (A B C, C
 * B A, …), so that a machine that grows slower or faster wrongs none.
 *
 * @param runs at least one round; of each, the runs by the names of the programs
 */
record Rounds(List<Map<String, Run>> runs) {

  /**
   * One run.
   *
   * @param perSecond requests, or items, a second
   * @param cpuMicros processor time for each of them, microseconds
   */
  record Run(double perSecond, double cpuMicros) {}

  /** Makes one run. */
  @FunctionalInterface
  interface Runner {
    /** Makes it. */
    Run run() throws IOException, InterruptedException;
  }

  Rounds {
    runs = runs.stream().map(Map::copyOf).toList();
  }

  static Rounds measure(int rounds, SequencedMap<String, Runner> runners)
      throws IOException, InterruptedException {
    List<Map<String, Run>> runs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      runs.add(measure(round % 2 == 0 ? runners : runners.reversed()));
    }
    return new Rounds(runs);
  }

  private static Map<String, Run> measure(SequencedMap<String, Runner> runners)
      throws IOException, InterruptedException {
    Map<String, Run> runs = new HashMap<>();
    for (Map.Entry<String, Runner> runner : runners.entrySet()) {
      runs.put(runner.getKey(), runner.getValue().run());
    }
    return runs;
  }

  /** A value of each run of a program. */
  Samples samples(String name, ToDoubleFunction<Run> value) {
    return new Samples(runs.stream().map(round -> value(round, name, value)).toList());
  }

  /** A program's part of another's, round by round. */
  Samples ratio(String name, String other, ToDoubleFunction<Run> value) {
    return new Samples(
        runs.stream()
            .map(round -> value(round, name, value) / value(round, other, value))
            .toList());
  }

  private static double value(Map<String, Run> round, String name, ToDoubleFunction<Run> value) {
    Run run = round.get(name);
    if (run == null) {
      throw new IllegalArgumentException("no '" + name + "' among " + round.keySet());
    }
    return value.applyAsDouble(run);
  }
}
