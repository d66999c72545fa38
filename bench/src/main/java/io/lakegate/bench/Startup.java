package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** From the start of the process to the ready line, and to the first byte through it. */
final class Startup implements Scenario {

  private static final String WITHOUT_CACHE = "-XX:AOTMode=off";

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public List<Section> run(Options options, Path scratch) throws IOException {
    Times with = new Times(new ArrayList<>(), new ArrayList<>());
    Times without = new Times(new ArrayList<>(), new ArrayList<>());
    try (SmallOrigin origin = SmallOrigin.start()) {
      Lakegate.Setup setup = Lakegate.Setup.plain(options.dist(), origin.port());
      // The first start reads the files from disk, and does not count.
      new Times(new ArrayList<>(), new ArrayList<>()).add(setup, scratch);
      for (int round = 0; round < options.rounds(); round++) {
        with.add(setup, scratch);
        without.add(setup.withJavaOptions(WITHOUT_CACHE), scratch);
      }
    }
    List<List<String>> rows = new ArrayList<>();
    rows.addAll(with.rows("with the AOT cache"));
    rows.addAll(without.rows("without it"));
    return List.of(
        new Section(
            "Start",
            "Milliseconds from the start of the process; files in the page cache, all cores. "
                + options.rounds()
                + " starts each, alternating.",
            new Table(List.of("", "median", "min", "max"), rows)));
  }

  private record Times(List<Double> ready, List<Double> firstByte) {

    void add(Lakegate.Setup setup, Path scratch) throws IOException {
      try (Lakegate lakegate = Lakegate.start(setup, scratch);
          Connection client = Connection.open(lakegate.port())) {
        long first = client.get();
        ready.add(lakegate.readyMillis());
        firstByte.add(lakegate.millisTo(first));
      }
    }

    List<List<String>> rows(String how) {
      return List.of(
          new Samples(ready).row("ready line, " + how, 0),
          new Samples(firstByte).row("first proxied byte, " + how, 0));
    }
  }
}
