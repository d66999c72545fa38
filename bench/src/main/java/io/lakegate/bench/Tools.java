package io.lakegate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program from the distribution, and the package that brings it. */
enum Tools {
  /** Reads what a scenario gathers. */
  CURL("curl", "curl"),
  /** The reverse proxy to compare with, and the origin behind both. */
  NGINX("nginx", "nginx"),
  /** Binds a program to one core. */
  TASKSET("taskset", "util-linux"),
  /** Makes the load. */
  WRK("wrk", "wrk");

  /** Debian keeps servers in sbin, which is not on everybody's PATH. */
  private static final List<String> FOLDERS =
      List.of("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin");

  private final String command;
  private final String debianPackage;

  Tools(String command, String debianPackage) {
    this.command = command;
    this.debianPackage = debianPackage;
  }

  /** The packages of those that are not here. */
  static List<String> missing(List<Tools> wanted) {
    return wanted.stream()
        .filter(tool -> tool.find().isEmpty())
        .map(tool -> tool.debianPackage)
        .sorted()
        .toList();
  }

  /**
   * The path of the program.
   *
   * @throws IllegalStateException if it is not here
   */
  String path() {
    return find().orElseThrow(() -> new IllegalStateException("there is no " + command));
  }

  private Optional<String> find() {
    return Stream.concat(Machine.searchPath().stream(), FOLDERS.stream())
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
