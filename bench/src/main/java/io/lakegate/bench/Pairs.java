package io.lakegate.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Runs of two programs, always one of each close together. Who goes first alternates (A B, B A, …),
 * so that a machine that grows slower or faster wrongs neither.
 *
 * @param pairs at least one
 */
record Pairs(List<Pair> pairs) {

  /**
   * The results of neighbouring runs.
   *
   * @param subject of the program under test
   * @param other of the program to compare with
   */
  record Pair(Run subject, Run other) {}

  /**
   * One run.
   *
   * @param perSecond requests a second
   * @param cpuMicros processor time a request, microseconds
   */
  record Run(double perSecond, double cpuMicros) {}

  /** Makes one run. */
  @FunctionalInterface
  interface Runner {
    /** Makes it. */
    Run run() throws IOException, InterruptedException;
  }

  Pairs {
    pairs = List.copyOf(pairs);
  }

  static Pairs measure(int rounds, Runner subject, Runner other)
      throws IOException, InterruptedException {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        Run first = subject.run();
        pairs.add(new Pair(first, other.run()));
      } else {
        Run first = other.run();
        pairs.add(new Pair(subject.run(), first));
      }
    }
    return new Pairs(pairs);
  }

  /** A value of each pair. */
  Samples samples(ToDoubleFunction<Pair> value) {
    return new Samples(pairs.stream().map(value::applyAsDouble).toList());
  }

  /** The subject's part of the other's, pair by pair. */
  Samples ratio(ToDoubleFunction<Run> value) {
    return samples(pair -> value.applyAsDouble(pair.subject()) / value.applyAsDouble(pair.other()));
  }
}
