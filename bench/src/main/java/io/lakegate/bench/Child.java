package io.lakegate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program that was started here, and ends here. */
final class Child implements AutoCloseable {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(15);

  private final Process process;
  private final List<String> command;
  private final Path errors;
  private final long startNanos;

  private Child(Process process, List<String> command, Path errors, long startNanos) {
    this.process = process;
    this.command = command;
    this.errors = errors;
    this.startNanos = startNanos;
  }

  /**
   * Starts a program in an environment that holds nothing else.
   *
   * @param errors the file for its standard error
   */
  static Child start(List<String> command, Map<String, String> environment, Path errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    Machine.clear(builder.environment());
    builder.environment().putAll(environment);
    long startNanos = System.nanoTime();
    return new Child(builder.start(), command, errors, startNanos);
  }

  /** When it was started, as of {@link System#nanoTime()}. */
  long startNanos() {
    return startNanos;
  }

  long pid() {
    return process.pid();
  }

  /** User and system time so far, that of its own children included. */
  Duration cpu() throws IOException {
    return ProcFs.cpu(process.toHandle());
  }

  /**
   * Waits for a line that begins so; what it prints afterwards is read and dropped.
   *
   * @throws IOException if it ends before, or is silent for a minute
   */
  String awaitLine(String start) throws IOException {
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(start, found));
    return await(found, "line '" + start + "'");
  }

  private String await(CompletableFuture<String> line, String what) throws IOException {
    try {
      return line.orTimeout(READY_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      throw new IOException("no " + what + " from " + command + ": " + Files.readString(errors), e);
    }
  }

  private void read(String start, CompletableFuture<String> found) {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().filter(line -> line.startsWith(start)).forEach(found::complete);
    } catch (IOException | UncheckedIOException e) {
      found.completeExceptionally(e);
    }
    found.completeExceptionally(new IOException("it ended"));
  }

  /**
   * Gives it a line and waits for the one that it prints in answer.
   *
   * @throws IOException if it ends instead, or is silent for a minute
   */
  String ask(String question) throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> ask(question, answer));
    return await(answer, "answer to '" + question + "'");
  }

  private void ask(String question, CompletableFuture<String> answer) {
    try {
      BufferedWriter questions = process.outputWriter(UTF_8);
      questions.write(question + "\n");
      questions.flush();
      String line = process.inputReader(UTF_8).readLine();
      if (line != null) {
        answer.complete(line);
      }
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
    answer.completeExceptionally(new IOException("it ended"));
  }

  /**
   * Waits for its end and gives all that it printed.
   *
   * @throws IOException if it takes longer, or fails
   */
  String output(Duration atMost) throws IOException, InterruptedException {
    CompletableFuture<String> all =
        CompletableFuture.supplyAsync(
            () -> {
              try (BufferedReader lines = process.inputReader(UTF_8)) {
                return String.join("\n", lines.lines().toList());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    if (!process.waitFor(atMost.toSeconds(), TimeUnit.SECONDS)) {
      throw new IOException("still running after " + atMost.toSeconds() + " s: " + command);
    }
    if (process.exitValue() != 0) {
      throw new IOException(command + " failed: " + Files.readString(errors));
    }
    return all.join();
  }

  /** Asks it to end by SIGTERM, and ends it if it does not. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.children().toList();
    process.destroy();
    try {
      if (process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
