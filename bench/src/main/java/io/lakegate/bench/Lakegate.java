package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program under test: the dist as it is shipped, with a personal access token.
 *
 * @param child its process
 * @param port where its data listener takes requests
 * @param readyNanos when it said that it was ready, as of {@link System#nanoTime()}
 */
record Lakegate(Child child, int port, long readyNanos) implements Peer {

  /**
   * How it is started.
   *
   * @param dist its directory
   * @param origin the port of its origin on 127.0.0.1
   * @param prefix what stands before it on the command line, for instance taskset
   * @param flags its flags besides addresses and rate
   * @param javaOptions further options of the virtual machine, or empty
   */
  record Setup(Path dist, int origin, List<String> prefix, List<String> flags, String javaOptions) {

    static Setup plain(Path dist, int origin) {
      return new Setup(dist, origin, List.of(), List.of(), "");
    }

    Setup withJavaOptions(String options) {
      return new Setup(dist, origin, prefix, flags, options);
    }

    private List<String> command() {
      List<String> command = new ArrayList<>(prefix);
      command.add(dist.resolve("bin/lakegate").toAbsolutePath().toString());
      command.addAll(List.of("--listen", "127.0.0.1:0", "--admin", "127.0.0.1:0"));
      // Every request is to pass the limiter, none to wait for it.
      command.addAll(List.of("--limits-requests-per-second", "1000000"));
      command.addAll(flags);
      return command;
    }
  }

  /** Starts it and waits until it is ready. */
  static Lakegate start(Setup setup, Path scratch) throws IOException {
    Path home = Files.createDirectories(scratch.resolve("home"));
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "DATABRICKS_HOST",
            "http://127.0.0.1:" + setup.origin(),
            "DATABRICKS_TOKEN",
            "benchmark",
            "LAKEGATE_JAVA_OPTS",
            setup.javaOptions());
    Child child = Child.start(setup.command(), environment, scratch.resolve("lakegate.log"));
    try {
      String ready = child.awaitLine("lakegate ready ");
      return new Lakegate(child, dataPort(ready), System.nanoTime());
    } catch (IOException | RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** The port of {@code listen=http://HOST:PORT} in the ready line. */
  static int dataPort(String ready) {
    for (String word : ready.split(" ")) {
      if (word.startsWith("listen=")) {
        return Integer.parseInt(word.substring(word.lastIndexOf(':') + 1));
      }
    }
    throw new IllegalArgumentException("no listen= in: " + ready);
  }

  /** Milliseconds from the start of the process to its ready line. */
  double readyMillis() {
    return millisTo(readyNanos);
  }

  /** Milliseconds from the start of the process to a moment of {@link System#nanoTime()}. */
  double millisTo(long nanos) {
    return (nanos - child.startNanos()) / 1e6;
  }

  ProcFs.Resident resident() throws IOException {
    return ProcFs.resident(child.pid());
  }

  /** The most that was ever resident, MiB. */
  double peakMib() throws IOException {
    return ProcFs.peakMib(child.pid());
  }

  /** Where it gives the whole list of {@link PagesOrigin}. */
  String allPages() {
    return "http://127.0.0.1:" + port + "/all-pages" + PagesOrigin.PATH;
  }

  @Override
  public String name() {
    return "lakegate";
  }
}
