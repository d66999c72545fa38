package io.lakegate.gateway.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A program that says on standard output when it is ready, and with which {@code name=value} pairs.
 * What it writes to standard error is kept in a file.
 */
final class Child implements AutoCloseable {

  private static final int READY_SECONDS = 60;

  /** Writing the start-up cache is part of the gateway's end. */
  private static final int STOP_SECONDS = 180;

  private final Process process;
  private final Map<String, String> ready;

  private Child(Process process, Map<String, String> ready) {
    this.process = process;
    this.ready = ready;
  }

  /**
   * Starts a program in an environment that holds nothing else, and waits for its line.
   *
   * @param line how the line begins
   * @throws IOException if the program cannot start, ends before it, or is silent for a minute
   */
  static Child start(
      String line, List<String> command, Map<String, String> environment, Path directory)
      throws IOException {
    Path errors = directory.resolve(line.replace(' ', '-') + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(errors.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(process, line, found));
    try {
      return new Child(process, pairs(found.orTimeout(READY_SECONDS, TimeUnit.SECONDS).join()));
    } catch (CompletionException e) {
      process.destroyForcibly();
      throw new IOException(
          "no line '" + line + "' from " + command + "; its errors: " + Files.readString(errors),
          e);
    }
  }

  private static void read(Process process, String start, CompletableFuture<String> found) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          found.complete(line);
        }
      }
      found.completeExceptionally(new IOException("the program ended: " + process.waitFor()));
    } catch (IOException | InterruptedException e) {
      found.completeExceptionally(e);
    }
  }

  private static Map<String, String> pairs(String line) {
    Map<String, String> pairs = new TreeMap<>();
    for (String word : line.split(" ")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        pairs.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return pairs;
  }

  /**
   * The value that the line gave to {@code name}.
   *
   * @throws IOException if it gave none
   */
  String value(String name) throws IOException {
    String value = ready.get(name);
    if (value == null) {
      throw new IOException("the ready line has no " + name + ", only " + ready.keySet());
    }
    return value;
  }

  /**
   * Asks the program to stop by SIGTERM and waits until it has.
   *
   * @return its exit status
   */
  int stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("still running " + STOP_SECONDS + " s after SIGTERM");
    }
    return process.exitValue();
  }

  /** Ends the program if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
