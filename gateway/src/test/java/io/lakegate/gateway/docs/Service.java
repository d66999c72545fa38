package io.lakegate.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that serves until it is stopped. */
final class Service implements AutoCloseable {

  private static final long READY_SECONDS = 60;
  private static final long STOP_SECONDS = 30;

  /** What no program prints: there are no more lines. */
  private static final String END = "\0";

  private final String command;
  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
  private final List<String> printed = new ArrayList<>();

  Service(String command, Process process, Path errors) {
    this.command = command;
    this.process = process;
    this.errors = errors;
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        queue.add(line);
      }
    } catch (IOException e) {
      queue.add("(" + e.getMessage() + ")");
    } finally {
      queue.add(END);
    }
  }

  /** The first lines that it prints; waits for them. */
  List<String> lines(int count) {
    try {
      while (printed.size() < count) {
        String line = Objects.requireNonNullElse(queue.poll(READY_SECONDS, TimeUnit.SECONDS), END);
        if (line.equals(END)) {
          // Whoever asks again is told again, at once.
          queue.add(END);
          throw new AssertionError(
              "'%s' printed only %s, and says: %s".formatted(command, printed, said()));
        }
        printed.add(line);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return printed.subList(0, count);
  }

  /** The value of a name in the ready line, for instance of {@code listen=}. */
  String fact(String name) {
    Matcher value = Pattern.compile(" " + name + "=(\\S+)").matcher(lines(1).getFirst());
    assertThat(value.find()).as("%s in %s", name, printed).isTrue();
    return value.group(1);
  }

  private String said() {
    return Repository.read(errors);
  }

  /** Asks it to stop, as a service manager does, and returns its exit status. */
  int stop() {
    try {
      // The shell may stand between; a terminal's or a container's signal reaches both.
      process.descendants().forEach(ProcessHandle::destroy);
      if (process.descendants().findAny().isEmpty()) {
        process.destroy();
      }
      assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
          .as("'%s' stops, which says: %s", command, said())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
