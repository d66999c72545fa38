package io.lakegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Databricks SDK for Java, in a virtual machine that has nothing else to do. */
final class Sdk implements AutoCloseable {

  private final Child child;

  private Sdk(Child child) {
    this.child = child;
  }

  /**
   * One walk through the list.
   *
   * @param items what came
   * @param time from the first request to the last item, without the start of the program
   */
  record Walk(Items items, Duration time) {}

  /**
   * Starts it.
   *
   * @param origin the port of its origin on 127.0.0.1
   */
  static Sdk start(int origin, Path scratch) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SdkProgram.class.getName(),
            Integer.toString(origin));
    Map<String, String> environment = Map.of("HOME", scratch.toString());
    return new Sdk(Child.start(command, environment, scratch.resolve("sdk.log")));
  }

  Walk walk() throws IOException {
    return parse(child.ask("walk"));
  }

  static Walk parse(String line) throws IOException {
    String[] words = line.split(" ");
    try {
      return new Walk(
          new Items(Long.parseLong(words[1]), Long.parseLong(words[2])),
          Duration.ofNanos(Long.parseLong(words[0])));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IOException("expected nanoseconds, jobs and a sum, got: " + line, e);
    }
  }

  Duration cpu() throws IOException {
    return child.cpu();
  }

  @Override
  public void close() {
    child.close();
  }
}
