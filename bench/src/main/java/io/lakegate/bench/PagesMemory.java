package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A million items in one answer, out of a heap that could not hold them. */
final class PagesMemory implements Scenario {

  private static final int PAGES = 1_000;
  private static final int JOBS_A_PAGE = 1_000;

  private static final String HEAP = "-Xmx64m";

  /** What an answer has set in motion, such as compilation, has ended by then. */
  private static final int SETTLE_MILLIS = 2_000;

  @Override
  public String name() {
    return "pages-memory";
  }

  @Override
  public List<Tools> tools() {
    return List.of(Tools.CURL);
  }

  @Override
  public List<Section> run(Options options, Path scratch) throws IOException, InterruptedException {
    JobPages list = JobPages.small(PAGES, JOBS_A_PAGE);
    Found found = new Found();
    try (PagesOrigin origin = PagesOrigin.start(list.bodies())) {
      Lakegate.Setup setup =
          Lakegate.Setup.plain(options.dist(), origin.port()).withJavaOptions(HEAP);
      for (int round = 0; round < options.rounds(); round++) {
        measure(setup, scratch, list.items(), found);
      }
    }
    return List.of(section(list, options, found));
  }

  private static void measure(Lakegate.Setup setup, Path scratch, Items items, Found found)
      throws IOException, InterruptedException {
    Path file = scratch.resolve("all");
    Curl curl = new Curl(scratch);
    try (Lakegate lakegate = Lakegate.start(setup, scratch)) {
      try (Connection client = Connection.open(lakegate.port())) {
        client.get();
      }
      found.before.add(settled(lakegate));
      curl.get(lakegate.allPages(), "application/x-ndjson", file);
      Items.ofLines(file).expect(items, "the lines of " + lakegate.allPages());
      found.afterLines.add(settled(lakegate));
      curl.get(lakegate.allPages(), "application/json", file);
      Items.ofJson(file).expect(items, lakegate.allPages());
      found.afterJson.add(settled(lakegate));
      found.peak.add(lakegate.peakMib());
    }
    Files.delete(file);
  }

  private static double settled(Lakegate lakegate) throws IOException {
    Pause.millis(SETTLE_MILLIS);
    return lakegate.resident().rssMib();
  }

  private static Section section(JobPages list, Options options, Found found) {
    return new Section(
        "Memory of a million items",
        "%,d jobs (%,d MiB) in %,d pages through a gateway with %s, counted at the client. Resident"
                .formatted(list.items().count(), list.bytes() >> 20, PAGES, HEAP)
            + " MiB of the process (RSS), %d starts.".formatted(options.rounds()),
        new Table(List.of("", "median", "min", "max"), found.rows()));
  }

  /** Resident MiB at each moment, by start. */
  private record Found(
      List<Double> before, List<Double> afterLines, List<Double> afterJson, List<Double> peak) {

    Found() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    List<List<String>> rows() {
      return List.of(
          new Samples(before).row("idle after the first request", 1),
          new Samples(afterLines).row("after all of it as lines", 1),
          new Samples(afterJson).row("after all of it as one object", 1),
          new Samples(peak).row("at most", 1));
    }
  }
}
