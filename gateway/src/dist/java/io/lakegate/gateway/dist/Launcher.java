package io.lakegate.gateway.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Fills in what {@code bin/lakegate} has to name one by one. */
final class Launcher {

  private Launcher() {}

  static String text(Parts parts) throws IOException {
    return Files.readString(parts.sources().resolve("lakegate.sh"))
        .replace("@CLASSPATH@", entries("", parts.jars()))
        .replace("@SANDBOX@", ":" + entries("sandbox/", parts.sandboxJars()))
        .replace("@OPTIONS@", options(parts.sources().resolve("jvm.options")));
  }

  private static String entries(String folder, List<Path> jars) {
    return jars.stream()
        .map(jar -> "$lib/" + folder + plain(String.valueOf(jar.getFileName())))
        .collect(Collectors.joining(":"));
  }

  private static String options(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> "  " + plain(line) + " \\")
        .collect(Collectors.joining("\n"));
  }

  /** Nothing that a shell would read otherwise than it is written. */
  private static String plain(String word) {
    if (!word.matches("[A-Za-z0-9._:=+/,-]+")) {
      throw new IllegalArgumentException("needs quoting in a shell: " + word);
    }
    return word;
  }
}
