package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Resident memory after the first request, and with many idle connections. */
final class Memory implements Scenario {

  private static final int CONNECTIONS = 1_000;

  /** What a request has set in motion, such as compilation, has ended by then. */
  private static final int SETTLE_MILLIS = 2_000;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public List<Section> run(Options options, Path scratch) throws IOException {
    List<ProcFs.Resident> idle = new ArrayList<>();
    List<ProcFs.Resident> connected = new ArrayList<>();
    try (SmallOrigin origin = SmallOrigin.start()) {
      Lakegate.Setup setup = Lakegate.Setup.plain(options.dist(), origin.port());
      for (int round = 0; round < options.rounds(); round++) {
        measure(setup, scratch, idle, connected);
      }
    }
    String many = "with %,d idle connections".formatted(CONNECTIONS);
    List<List<String>> rows =
        List.of(
            row("idle after the first request, RSS", idle, ProcFs.Resident::rssMib),
            row("idle after the first request, PSS", idle, ProcFs.Resident::pssMib),
            row(many + ", RSS", connected, ProcFs.Resident::rssMib),
            row(many + ", PSS", connected, ProcFs.Resident::pssMib));
    return List.of(
        new Section(
            "Memory",
            "Resident MiB of the process, "
                + options.rounds()
                + " starts. Each idle connection has carried one request.",
            new Table(List.of("", "median", "min", "max"), rows)));
  }

  private static void measure(
      Lakegate.Setup setup,
      Path scratch,
      List<ProcFs.Resident> idle,
      List<ProcFs.Resident> connected)
      throws IOException {
    Deque<Connection> open = new ArrayDeque<>();
    try (Lakegate lakegate = Lakegate.start(setup, scratch)) {
      connect(open, lakegate.port());
      Pause.millis(SETTLE_MILLIS);
      idle.add(lakegate.resident());
      while (open.size() < CONNECTIONS) {
        connect(open, lakegate.port());
      }
      Pause.millis(SETTLE_MILLIS);
      connected.add(lakegate.resident());
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  private static void connect(Deque<Connection> open, int port) throws IOException {
    Connection connection = Connection.open(port);
    open.add(connection);
    connection.get();
  }

  private static List<String> row(
      String name, List<ProcFs.Resident> measured, Function<ProcFs.Resident, Double> mib) {
    return new Samples(measured.stream().map(mib).toList()).row(name, 1);
  }
}
