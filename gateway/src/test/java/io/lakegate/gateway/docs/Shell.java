package io.lakegate.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A reader's shell: a home of its own, {@code lakegate} on the PATH, no settings left over from
 * whoever runs the tests, and free ports instead of the documented ones.
 */
final class Shell {

  private static final long COMMAND_SECONDS = 60;

  private final Path home;
  private final Path bin;

  private Shell(Path home, Path bin) {
    this.home = home;
    this.bin = bin;
  }

  static Shell in(Path folder) {
    try {
      Path home = Files.createDirectory(folder.resolve("home"));
      Path bin = Files.createDirectory(folder.resolve("bin"));
      Installation.into(bin);
      return new Shell(home, bin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  /** Writes a file that a document shows; {@code ~} is the home. */
  void write(String name, String content) {
    Path file = home.resolve(name.startsWith("~/") ? name.substring(2) : name);
    try {
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end, and returns what it printed. */
  String run(String command) {
    try {
      Path errors = Files.createTempFile(home, "stderr", ".txt");
      Process process = start(command, errors);
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS);
      assertThat(ended).as("'%s' ends", command).isTrue();
      assertThat(process.exitValue())
          .as("exit status of '%s', which says: %s", command, Repository.read(errors))
          .isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts a command that goes on until it is stopped. */
  Service serve(String command) {
    try {
      Path errors = Files.createTempFile(home, "stderr", ".txt");
      return new Service(command, start(command, errors), errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process start(String command, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", bin + ":" + path);
    environment.put("HOME", home.toString());
    environment.put("LAKEGATE_LISTEN", "127.0.0.1:0");
    environment.put("LAKEGATE_ADMIN", "127.0.0.1:0");
    return builder.directory(home.toFile()).redirectError(errors.toFile()).start();
  }
}
