package io.lakegate.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the measurements: all scenarios, or those named. Prints plain tables and
 * writes the same as Markdown.
 */
public final class Bench {

  /** Every scenario, in the order in which they run. */
  static final List<Scenario> SCENARIOS =
      List.of(
          new DistSize(),
          new Startup(),
          new Memory(),
          new PagesMemory(),
          new AgainstNginx(),
          new AllPages());

  private Bench() {}

  /**
   * Runs the scenarios.
   *
   * @param arguments see {@link Options}
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.parse(List.of(arguments), SCENARIOS.stream().map(Scenario::name).toList());
    } catch (IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      System.exit(64);
      return;
    }
    boolean whole = run(options, System.out);
    System.exit(whole ? 0 : 1);
  }

  /** Returns whether every scenario that could run came to its end. */
  private static boolean run(Options options, PrintStream out)
      throws IOException, InterruptedException {
    Report report = new Report(Machine.describe(options.dist()));
    out.println(report.head());
    boolean whole = true;
    for (Scenario scenario : SCENARIOS) {
      if (!options.selects(scenario.name())) {
        continue;
      }
      List<String> missing = Tools.missing(scenario.tools());
      if (!missing.isEmpty()) {
        out.printf(
            "%s: skipped, tools are missing: apt-get install %s%n",
            scenario.name(), String.join(" ", missing));
        continue;
      }
      try {
        out.println("measuring: " + scenario.name());
        measure(scenario, options).forEach(section -> out.println(report.add(section)));
      } catch (IOException e) {
        whole = false;
        out.printf("%s: failed: %s%n", scenario.name(), e.getMessage());
      }
    }
    Files.createDirectories(options.out().toAbsolutePath().getParent());
    Files.writeString(options.out(), report.markdown());
    out.println("written: " + options.out());
    return whole;
  }

  private static List<Section> measure(Scenario scenario, Options options)
      throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("lakegate-bench-");
    try {
      return new ArrayList<>(scenario.run(options, scratch));
    } finally {
      Scratch.delete(scratch);
    }
  }
}
